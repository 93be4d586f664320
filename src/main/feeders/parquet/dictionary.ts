const FIRST_SLOTS = 1 << 10
/** Groups whose last text is remembered; more of them share. */
const GROUPS = 1 << 14

/** Distinct texts end to end: the one of code c is the UTF-8 at `bytes[offsets[c], offsets[c + 1])`. */
export interface Dictionary {
  readonly size: number
  readonly offsets: Int32Array
  readonly bytes: Uint8Array
}

/** The first texts of a dictionary as strings. */
export function textsOf({ size, offsets, bytes }: Dictionary, limit = size): string[] {
  const decoder = new TextDecoder()
  return Array.from({ length: Math.min(size, limit) }, (_, code) =>
    decoder.decode(bytes.subarray(offsets[code], offsets[code + 1])),
  )
}

/** Gives every distinct text a code, in the order of first appearance, without making a string a row. */
export interface DictionaryBuilder {
  /**
   * Codes of the UTF-8 texts at `bytes[offsets[i * stride], offsets[(i + 1) * stride])`, one for each item of `into`.
   * `groups` says which rows mostly have the same text, as all rows of an episode have one host.
   */
  encode(bytes: Uint8Array, offsets: Int32Array, stride: number, into: Int32Array, groups?: Int32Array): void
  /** The code of a text that is a string already. */
  codeOf(text: string): number
  /** The distinct texts by code. */
  finish(): Dictionary
}

/** A hash table with open addressing over the texts' bytes: strings would cost more than all the rest of a load. */
export function dictionaryBuilder(): DictionaryBuilder {
  let slots = new Int32Array(FIRST_SLOTS).fill(-1)
  let hashes = new Int32Array(FIRST_SLOTS)
  /** Code c's text lies at `pool[starts[c], starts[c + 1])`. */
  let starts = new Int32Array(FIRST_SLOTS)
  let pool = new Uint8Array(FIRST_SLOTS * 16)
  let size = 0
  const lastOfGroup = new Int32Array(GROUPS).fill(-1)

  const insert = (bytes: Uint8Array, start: number, end: number, hash: number, slot: number): void => {
    const from = at(starts, size)
    const to = from + end - start
    if (to > pool.length) pool = enlarged(pool, new Uint8Array(Math.max(to, pool.length * 2)))
    pool.set(bytes.subarray(start, end), from)
    hashes[size] = hash
    slots[slot] = size
    size += 1
    starts[size] = to
    if (size * 4 > slots.length) grow()
  }

  const grow = () => {
    const mask = slots.length * 2 - 1
    slots = new Int32Array(mask + 1).fill(-1)
    hashes = enlarged(hashes, new Int32Array(mask + 1))
    starts = enlarged(starts, new Int32Array(mask + 1))
    for (let code = 0; code < size; code++) {
      let slot = at(hashes, code) & mask
      while (at(slots, slot) >= 0) slot = (slot + 1) & mask
      slots[slot] = code
    }
  }

  /** Encodes from row `first` on while the texts are known; returns the row after the first new one, which it has inserted. */
  const run = (
    bytes: Uint8Array,
    offsets: Int32Array,
    stride: number,
    into: Int32Array,
    groups: Int32Array | null,
    first: number,
  ): number => {
    // Local constants: the loop's speed is that of its loads.
    const [table, known, from] = [slots, hashes, starts]
    const mask = table.length - 1
    const input = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const texts = new DataView(pool.buffer)
    for (let row = first; row < into.length; row++) {
      const start = at(offsets, row * stride)
      const end = at(offsets, (row + 1) * stride)
      const group = groups === null ? 0 : at(groups, row) & (GROUPS - 1)
      const guess = at(lastOfGroup, group)
      if (guess >= 0 && same(input, start, end, texts, at(from, guess), at(from, guess + 1))) {
        into[row] = guess
        continue
      }
      const hash = hashOf(input, start, end)
      let slot = hash & mask
      let code = at(table, slot)
      while (
        code >= 0 &&
        (at(known, code) !== hash || !same(input, start, end, texts, at(from, code), at(from, code + 1)))
      ) {
        slot = (slot + 1) & mask
        code = at(table, slot)
      }
      into[row] = code < 0 ? size : code
      lastOfGroup[group] = into[row] as number
      if (code >= 0) continue
      insert(bytes, start, end, hash, slot)
      return row + 1
    }
    return into.length
  }

  const encode: DictionaryBuilder['encode'] = (bytes, offsets, stride, into, groups) => {
    for (let row = 0; row < into.length; ) row = run(bytes, offsets, stride, into, groups ?? null, row)
  }

  return {
    encode,
    codeOf(text) {
      const bytes = new TextEncoder().encode(text)
      const code = new Int32Array(1)
      encode(bytes, Int32Array.of(0, bytes.length), 1, code)
      return at(code, 0)
    },
    finish: () => ({ size, offsets: starts.subarray(0, size + 1), bytes: pool.subarray(0, starts[size]) }),
  }
}

/** Word by word; the last word overlaps the one before it, so only texts under four bytes are read byte by byte. */
function hashOf(input: DataView, start: number, end: number): number {
  let hash = end - start
  const last = end - 4
  if (last < start) for (let i = start; i < end; i++) hash = mix(hash, input.getUint8(i))
  else {
    for (let i = start; i < last; i += 4) hash = mix(hash, input.getInt32(i, true))
    hash = mix(hash, input.getInt32(last, true))
  }
  return hash ^ (hash >>> 15)
}

function mix(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51)
  return Math.imul(hash ^ scrambled ^ (scrambled >>> 15), 0x1b873593)
}

function same(input: DataView, start: number, end: number, texts: DataView, from: number, to: number): boolean {
  if (end - start !== to - from) return false
  const shift = from - start
  const last = end - 4
  if (last < start) {
    for (let i = start; i < end; i++) if (input.getUint8(i) !== texts.getUint8(i + shift)) return false
    return true
  }
  for (let i = start; i < last; i += 4) if (input.getInt32(i, true) !== texts.getInt32(i + shift, true)) return false
  return input.getInt32(last, true) === texts.getInt32(last + shift, true)
}

/** An index that its loop keeps in bounds. */
function at(array: Int32Array, index: number): number {
  return array[index] as number
}

function enlarged<A extends Int32Array | Uint8Array>(from: A, to: A): A {
  to.set(from)
  return to
}
