/** The code of everything past an interner's limit. */
export const OTHER = 255

/** Gives each distinct value a small number, in order of appearance. */
export interface Interner<V> {
  /** Its code; past the limit of distinct values, all new ones share the code `limit`. */
  code(value: V): number
  readonly values: readonly V[]
}

export function createInterner<V>(limit: number): Interner<V> {
  const values: V[] = []
  const codes = new Map<V, number>()
  // Rows come in runs of equal values: remembering one saves most look-ups.
  let last: { value: V; code: number } | null = null
  return {
    values,
    code(value) {
      if (last && last.value === value) return last.code
      let code = codes.get(value)
      if (code === undefined) {
        code = values.length
        if (code < limit) {
          values.push(value)
          codes.set(value, code)
        }
      }
      last = { value, code }
      return code
    },
  }
}
