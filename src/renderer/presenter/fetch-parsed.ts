import type { z } from 'zod'

/** What a route of this server answers; null where it does not, or says something else. Never rejects. */
export async function fetchParsed<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    const response = await fetch(path)
    if (!response.ok) return null
    return schema.safeParse(await response.json()).data ?? null
  } catch {
    return null
  }
}
