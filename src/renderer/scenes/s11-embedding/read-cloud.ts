import { type Data, DataType, type RecordBatch, RecordBatchReader, type Vector } from 'apache-arrow'
import { append, type Cloud, createCloud, type EmbeddingSnapshot } from './cloud'
import type { Interner } from './interner'

/**
 * Reads an embedding record batch by record batch. The cloud is handed over, still growing, with its first batch and
 * `onBatch` is called after each, and awaited; `most` leaves out what comes after so many points; the promise is kept when the stream has ended. Rejects where a column is missing or
 * of another type, and where the stream ends early.
 */
export async function readCloud(
  source: ReadableStream<Uint8Array>,
  snapshot: EmbeddingSnapshot,
  onBatch: (cloud: Cloud) => void | Promise<void>,
  most = Infinity,
): Promise<Cloud> {
  const cloud = createCloud(snapshot, most)
  const codes = {
    episode: coder(cloud.names.episode),
    profile: coder(cloud.names.profile),
    host: coder(cloud.names.host),
  }
  const reader = await RecordBatchReader.from(source)
  await reader.open()
  for await (const batch of reader) {
    append(cloud, {
      length: batch.numRows,
      x: coordinates(batch, 'x'),
      y: coordinates(batch, 'y'),
      z: coordinates(batch, 'z'),
      episode: codes.episode(batch, 'episode_id'),
      profile: codes.profile(batch, 'profile'),
      host: codes.host(batch, 'host_id'),
      phase: integers(batch, 'phase_int'),
      predicted: integers(batch, 'predicted_int'),
      cluster: integers(batch, 'cluster'),
      train: bits(batch, 'is_train'),
    })
    await onBatch(cloud)
  }
  if (cloud.length < cloud.capacity)
    throw new Error(`the stream ended after ${cloud.length} of ${cloud.capacity} points`)
  cloud.complete = true
  await onBatch(cloud)
  return cloud
}

/** The one chunk that a column has in a record batch. */
function column(batch: RecordBatch, name: string): Data {
  const data = batch.getChild(name)?.data[0]
  if (!data) throw new Error(`the embedding has no column "${name}"`)
  return data
}

/** Floats, or in a sample the quantised: `offset + scale * value`, as the field's metadata say. */
function coordinates(batch: RecordBatch, name: string): ArrayLike<number> {
  const data = column(batch, name)
  if (DataType.isInt(data.type) && data.type.bitWidth === 16 && !data.type.isSigned) {
    const metadata = batch.schema.fields.find((field) => field.name === name)?.metadata
    const [offset, scale] = [
      Number(metadata?.get('offset') ?? Number.NaN),
      Number(metadata?.get('scale') ?? Number.NaN),
    ]
    if (!Number.isFinite(offset + scale)) throw new Error(`the embedding's column "${name}" has no offset and scale`)
    const values: ArrayLike<number> = data.values
    return Float64Array.from(values, (value) => offset + scale * value)
  }
  if (!DataType.isFloat(data.type) || data.type.precision === 0) throw wrongType(name, 'float32 or float64', data)
  return data.values
}

function integers(batch: RecordBatch, name: string): ArrayLike<number> {
  const data = column(batch, name)
  if (!DataType.isInt(data.type) || data.type.bitWidth > 32)
    throw wrongType(name, 'an integer of at most 32 bits', data)
  return data.values
}

function bits(batch: RecordBatch, name: string): (row: number) => boolean {
  const data = column(batch, name)
  if (!DataType.isBool(data.type)) throw wrongType(name, 'bool', data)
  const { values, offset } = data
  return (row) => (((values[(offset + row) >> 3] ?? 0) >> ((offset + row) & 7)) & 1) === 1
}

/** Turns a dictionary-encoded column into the cloud's codes. A stream may extend or replace a dictionary between batches, so each dictionary gets its own translation. */
function coder(interner: Interner<string>): (batch: RecordBatch, name: string) => ArrayLike<number> {
  let known: Vector | null = null
  let translation: number[] = []
  return (batch, name) => {
    const data = column(batch, name)
    if (!DataType.isDictionary(data.type) || !data.dictionary) throw wrongType(name, 'dictionary-encoded utf8', data)
    if (data.dictionary !== known) {
      known = data.dictionary
      translation = Array.from(data.dictionary, (value) => interner.code(String(value)))
    }
    const indices: ArrayLike<number> = data.values
    const codes = new Uint32Array(data.length)
    for (let row = 0; row < codes.length; row++) codes[row] = translation[Number(indices[row])] ?? 0
    return codes
  }
}

function wrongType(name: string, wanted: string, data: Data): Error {
  return new Error(`the embedding's column "${name}" is ${data.type}; it has to be ${wanted}`)
}
