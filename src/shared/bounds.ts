/** How large a value from outside may be, whatever its topic. */
export interface BoundsLimits {
  /** Characters of a string, also of a key. */
  readonly strings: number
  /** Items of an array, also keys of an object. */
  readonly arrays: number
  /** Levels of nesting. */
  readonly depth: number
}

export const defaultBounds: BoundsLimits = { strings: 256, arrays: 4_096, depth: 16 }

/** A place that is refused, as a sentence, and the limit that it is past; null for what no limit would allow. */
export interface OutOfBounds {
  readonly error: string
  readonly limit: keyof BoundsLimits | null
}

/** The first place in a JSON value that is past a limit; null where there is none. */
export function outOfBounds(value: unknown, limits: BoundsLimits): OutOfBounds | null {
  return walk(value, limits, limits.depth, 'event')
}

/** `outOfBounds` for who only says it. */
export function boundsError(value: unknown, limits: BoundsLimits): string | null {
  return outOfBounds(value, limits)?.error ?? null
}

function walk(value: unknown, limits: BoundsLimits, depth: number, path: string): OutOfBounds | null {
  if (typeof value === 'string') return isLonger(value, limits.strings) ? tooLong(path, limits) : null
  if (value === null || typeof value !== 'object') return null
  if (depth === 0) return past('depth', path, `nested deeper than ${limits.depth} levels`)
  const entries: [string, unknown][] = Object.entries(value)
  if (entries.length > limits.arrays) return past('arrays', path, `more than ${limits.arrays} items`)
  for (const [key, item] of entries) {
    if (key === '__proto__') return { error: `${short(path)}: the key "__proto__" is not allowed`, limit: null }
    if (isLonger(key, limits.strings)) return tooLong(path, limits)
    const error = walk(item, limits, depth - 1, `${path}.${key}`)
    if (error) return error
  }
  return null
}

/** By characters as a reader counts them: an emoji is one, of two code units. */
function isLonger(text: string, characters: number): boolean {
  return text.length > 2 * characters || (text.length > characters && [...text].length > characters)
}

function tooLong(path: string, { strings }: BoundsLimits): OutOfBounds {
  return past('strings', path, `longer than ${strings} characters`)
}

function past(limit: keyof BoundsLimits, path: string, what: string): OutOfBounds {
  return { error: `${short(path)}: ${what} (limit "${limit}")`, limit }
}

function short(path: string): string {
  return path.slice(0, 80)
}
