import { boolColumn, EmbeddingError, NULL_INT, NULL_TEXT } from './columns'
import { type DictionaryBuilder, dictionaryBuilder, textsOf } from './dictionary'
import { bitAt, isNull, type SourceColumn } from './source'

/** Any width of numbers as float32; a null becomes NaN, and so its row is left out. */
export function readNumbers(column: SourceColumn, name: string, into: Float32Array): void {
  const { values } = column
  if (values.kind === 'numbers') into.set(values.data)
  else if (values.kind === 'wide')
    for (let i = 0; i < into.length; i++)
      into[i] = (values.halves[2 * i + 1] as number) * 2 ** 32 + ((values.halves[2 * i] as number) >>> 0)
  else throw unfit(column, name, 'numbers')
  fillNulls(column, into, Number.NaN)
}

/** Any width of integers as int32, also integers of which a writer with nulls made floats. */
export function readInts(column: SourceColumn, name: string, into: Int32Array): void {
  const { values } = column
  const refuse = (i: number, value: unknown) => {
    if (isNull(column, i)) return // what stands under a null is nobody's value
    throw new EmbeddingError(`column "${name}" holds ${value}; 32-bit integers are needed`)
  }
  if (values.kind === 'wide') {
    const { halves, signed } = values
    for (let i = 0; i < into.length; i++) {
      const low = halves[2 * i] as number
      into[i] = low
      if (halves[2 * i + 1] !== low >> 31 || (low < 0 && !signed)) refuse(i, 'an integer beyond 32 bits')
    }
  } else if (values.kind === 'numbers') {
    into.set(values.data)
    if (!(values.data instanceof Int32Array))
      for (let i = 0; i < into.length; i++) {
        const value = values.data[i] as number
        if (into[i] === value) continue
        if (Number.isNaN(value)) into[i] = NULL_INT
        else refuse(i, value)
      }
  } else throw unfit(column, name, 'integers')
  fillNulls(column, into, NULL_INT)
}

/** Booleans, or integers that stand for them. */
export function readFlags(column: SourceColumn, into: Uint8Array): void {
  const { values } = column
  if (values.kind === 'bits') for (let i = 0; i < into.length; i++) into[i] = bitAt(values.bits, i)
  else if (values.kind === 'numbers') for (let i = 0; i < into.length; i++) into[i] = values.data[i] ? 1 : 0
  else throw unfit(column, boolColumn, 'booleans')
  fillNulls(column, into, 0)
}

/** Texts as codes of `dictionary`; rows of the same group mostly have the same text. */
export function readTexts(
  column: SourceColumn,
  name: string,
  dictionary: DictionaryBuilder,
  into: Int32Array,
  groups?: Int32Array,
): void {
  const { values } = column
  if (values.kind === 'utf8') {
    dictionary.encode(values.bytes, values.offsets, values.stride, into, groups)
  } else if (values.kind === 'strings')
    for (let i = 0; i < into.length; i++) into[i] = dictionary.codeOf(values.texts[i] ?? NULL_TEXT)
  else if (values.kind === 'dictionary') {
    readInts(values.indices, name, into)
    const own = dictionaryBuilder()
    const ownCodes = new Int32Array(values.texts.length)
    readTexts(values.texts, name, own, ownCodes)
    const texts = textsOf(own.finish())
    // Looked up at the first use: a writer's dictionary may hold texts that no row has.
    const codes = new Int32Array(values.texts.length).fill(-1)
    for (let i = 0; i < into.length; i++) {
      const index = into[i] as number
      if (codes[index] === -1) codes[index] = dictionary.codeOf(texts[ownCodes[index] as number] ?? NULL_TEXT)
      into[i] = codes[index] ?? 0
    }
  } else throw unfit(column, name, 'strings')
  if (column.valid) fillNulls(column, into, dictionary.codeOf(NULL_TEXT))
}

function fillNulls(column: SourceColumn, into: Float32Array | Int32Array | Uint8Array, value: number): void {
  if (column.valid) for (let i = 0; i < into.length; i++) if (isNull(column, i)) into[i] = value
}

function unfit(column: SourceColumn, name: string, needed: string): EmbeddingError {
  return new EmbeddingError(`column "${name}" holds ${column.type}; ${needed} are needed`)
}
