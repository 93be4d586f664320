import * as z from 'zod/mini'

/** What a route of this server answers; null where it does not, or says something else. Never rejects. */
export async function fetchParsed<T>(path: string, schema: z.core.$ZodType<T>): Promise<T | null> {
  try {
    const response = await fetch(path)
    if (!response.ok) return null
    return z.safeParse(schema, await response.json()).data ?? null
  } catch {
    return null
  }
}
