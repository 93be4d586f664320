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

/** The first place in a JSON value that is past a limit, as a sentence; null where there is none. */
export function boundsError(value: unknown, limits: BoundsLimits): string | null {
  return walk(value, limits, limits.depth, 'event')
}

function walk(value: unknown, limits: BoundsLimits, depth: number, path: string): string | null {
  if (typeof value === 'string') return isLonger(value, limits.strings) ? tooLong(path, limits) : null
  if (value === null || typeof value !== 'object') return null
  if (depth === 0) return `${path.slice(0, 80)}: nested deeper than ${limits.depth} levels (limit "depth")`
  const entries: [string, unknown][] = Object.entries(value)
  if (entries.length > limits.arrays) return `${path.slice(0, 80)}: more than ${limits.arrays} items (limit "arrays")`
  for (const [key, item] of entries) {
    if (key === '__proto__') return `${path.slice(0, 80)}: the key "__proto__" is not allowed`
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

function tooLong(path: string, limits: BoundsLimits): string {
  return `${path.slice(0, 80)}: longer than ${limits.strings} characters (limit "strings")`
}
