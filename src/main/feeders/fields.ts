import type { z } from 'zod'
import { boundsError, defaultBounds } from '../../shared/bounds'
import { sentence } from '../../shared/draft'
import { whatIsWrong } from '../../shared/issue'

/** A schema of an object with named fields. */
export type Fields<T> = z.ZodType<T> & { readonly shape: object }

/**
 * What a file's JSON says by its schema. Other fields are left out before anything is judged: they are ignored, however
 * long. The bounds come before the schema, which makes an issue of each of a million wrong items.
 */
export function parseFields<T>(
  schema: Fields<T>,
  subject: string,
  json: unknown,
): { readonly value: T } | { readonly error: string; readonly path: readonly PropertyKey[] | null } {
  const known = onlyFields(schema.shape, json)
  const outOfBounds = boundsError(known, defaultBounds)
  if (outOfBounds) return { error: outOfBounds, path: null }
  const parsed = schema.safeParse(known)
  if (parsed.success) return { value: parsed.data }
  return { error: sentence(subject, parsed.error), path: whatIsWrong(parsed.error.issues).path }
}

function onlyFields(shape: object, json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  return Object.fromEntries(Object.entries(json).filter(([name]) => Object.hasOwn(shape, name)))
}
