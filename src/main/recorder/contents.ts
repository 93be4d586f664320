import { z } from 'zod'
import { type Mark, marksSchema } from './marks'

/** A keyframe: what was retained at `atMs`, before anything that stands behind it in the file. */
export interface KeyframePlace {
  readonly atMs: number
  /** The chunk that it begins with, counted from 0. */
  readonly chunk: number
  /** True where it does not follow from the events before it. */
  readonly reset: boolean
}

/** What a reader wants to know before it reads a chunk. */
export interface Contents {
  readonly keyframes: readonly KeyframePlace[]
  readonly marks: readonly Mark[]
}

const contents = z.object({
  keyframes: z.array(z.object({ atMs: z.number(), chunk: z.number().int().min(0), reset: z.boolean() })),
  marks: marksSchema,
})

export function encodeContents(value: Contents): ReadonlyMap<string, string> {
  return new Map([['json', JSON.stringify(value)]])
}

/** Null where the metadata does not hold contents; the file is then read through. Never throws. */
export function decodeContents(metadata: ReadonlyMap<string, string>): Contents | null {
  try {
    return contents.parse(JSON.parse(metadata.get('json') ?? ''))
  } catch {
    return null
  }
}
