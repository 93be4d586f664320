import type { Payload } from '../../../shared/topics'
import { createInterner, type Interner, OTHER } from './interner'

export type EmbeddingSnapshot = Payload<'embedding_snapshot'>
export type Vec3 = readonly [number, number, number]

/** What points can be coloured by; the order is the order of the bytes in `Cloud.codes`. */
export const fields = ['profile', 'phase', 'predicted', 'cluster', 'host', 'verdict'] as const
export type Field = (typeof fields)[number]

/** Bytes a point has in `Cloud.codes`: one a field, then 1 for a train point, then one unused that keeps GPU strides even. */
export const STRIDE = 8
export const TRAIN = 6
/** Codes of the field `verdict`. */
export const WRONG = 0
export const RIGHT = 1

/**
 * The points of one embedding as columns: what both painters, the legend and the hover read.
 * It grows batch by batch up to `capacity`; its arrays are never reallocated, so a painter may hold on to them.
 */
export interface Cloud {
  readonly sha256: string
  /** Points of the embedding; more than `capacity` where this is a sample. */
  readonly total: number
  readonly capacity: number
  /** Middle of the bounds; `positions` are relative to it, so that 32 bits are enough wherever the data lie. */
  readonly centre: Vec3
  /** Half the extent of the bounds, per axis. */
  readonly half: Vec3
  /** x, y, z of each point. */
  readonly positions: Float32Array
  /** `STRIDE` bytes a point. */
  readonly codes: Uint8Array
  /** Code of each point's episode in `names.episode`. */
  readonly episodes: Uint32Array
  readonly names: {
    readonly episode: Interner<string>
    readonly profile: Interner<string>
    readonly host: Interner<string>
    readonly phase: Interner<number>
    readonly predicted: Interner<number>
    readonly cluster: Interner<number>
  }
  /** Points per code of a field: test points at `code`, train points at `256 + code`. */
  readonly counts: Readonly<Record<Field, Uint32Array>>
  /** Points read so far. */
  length: number
  complete: boolean
}

/** Room for all points of an embedding, or for the first `most`. */
export function createCloud(
  { sha256, rows: total, bounds }: Pick<EmbeddingSnapshot, 'sha256' | 'rows' | 'bounds'>,
  most = Infinity,
): Cloud {
  const { min, max } = bounds
  const rows = Math.min(total, most)
  const middle = (axis: 0 | 1 | 2) => (min[axis] + max[axis]) / 2
  const half = (axis: 0 | 1 | 2) => (max[axis] - min[axis]) / 2
  const counts = () => new Uint32Array(512)
  return {
    sha256,
    total,
    capacity: rows,
    centre: [middle(0), middle(1), middle(2)],
    half: [half(0), half(1), half(2)],
    positions: new Float32Array(rows * 3),
    codes: new Uint8Array(rows * STRIDE),
    episodes: new Uint32Array(rows),
    names: {
      episode: createInterner(rows),
      profile: createInterner(OTHER),
      host: createInterner(OTHER),
      phase: createInterner(OTHER),
      predicted: createInterner(OTHER),
      cluster: createInterner(OTHER),
    },
    counts: {
      profile: counts(),
      phase: counts(),
      predicted: counts(),
      cluster: counts(),
      host: counts(),
      verdict: counts(),
    },
    length: 0,
    complete: false,
  }
}

/** Some rows as plain columns of equal length; strings come as the code they have in the cloud. */
export interface Columns {
  readonly length: number
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly z: ArrayLike<number>
  readonly episode: ArrayLike<number>
  readonly profile: ArrayLike<number>
  readonly host: ArrayLike<number>
  readonly phase: ArrayLike<number>
  readonly predicted: ArrayLike<number>
  readonly cluster: ArrayLike<number>
  readonly train: (row: number) => boolean
}

/** Appends rows; those past the capacity, which the snapshot announced, are left out. */
export function append(cloud: Cloud, columns: Columns): void {
  const { positions, codes, episodes, names, counts, centre } = cloud
  const rows = Math.min(columns.length, cloud.capacity - cloud.length)
  for (let row = 0; row < rows; row++) {
    const point = cloud.length + row
    positions[point * 3] = Number(columns.x[row]) - centre[0]
    positions[point * 3 + 1] = Number(columns.y[row]) - centre[1]
    positions[point * 3 + 2] = Number(columns.z[row]) - centre[2]
    episodes[point] = columns.episode[row] ?? 0
    const phase = columns.phase[row] ?? 0
    const predicted = columns.predicted[row] ?? 0
    const train = columns.train(row) ? 1 : 0
    const at = point * STRIDE
    codes[at] = columns.profile[row] ?? OTHER
    codes[at + 1] = names.phase.code(phase)
    codes[at + 2] = names.predicted.code(predicted)
    codes[at + 3] = names.cluster.code(columns.cluster[row] ?? 0)
    codes[at + 4] = columns.host[row] ?? OTHER
    codes[at + 5] = phase === predicted ? RIGHT : WRONG
    codes[at + TRAIN] = train
    for (let field = 0; field < fields.length; field++) {
      const name = fields[field]
      const code = (codes[at + field] ?? 0) + 256 * train
      if (name) counts[name][code] = (counts[name][code] ?? 0) + 1
    }
  }
  cloud.length += rows
}

/** The code that a point has in a field. */
export function codeOf(cloud: Cloud, point: number, field: Field): number {
  return cloud.codes[point * STRIDE + fields.indexOf(field)] ?? OTHER
}
