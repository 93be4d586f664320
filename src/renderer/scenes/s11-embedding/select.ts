import type { LecternEvent } from '../../../shared/event'
import type { StickyCache } from '../../../shared/sticky-cache'
import type { Payload } from '../../../shared/topics'
import type { EmbeddingSnapshot } from './cloud'

/** A point as a producer sent it during the talk. */
export type LivePoint = Extract<Payload<'embedding'>, { x: number }>

export interface EmbeddingView {
  /** Names the points; they themselves come by `prepare`. Null before the first snapshot. */
  readonly snapshot: EmbeddingSnapshot | null
  /** Oldest first. */
  readonly live: readonly LivePoint[]
}

export function select(replica: StickyCache, now: number): EmbeddingView {
  return {
    snapshot: replica.read('embedding_snapshot', now).at(-1)?.payload ?? null,
    live: livePoints(replica.read('embedding', now)),
  }
}

const none: readonly LivePoint[] = []
// The replica gives the same array until the topic changes: so does this.
const known = new WeakMap<readonly LecternEvent<'embedding'>[], readonly LivePoint[]>()

function livePoints(events: readonly LecternEvent<'embedding'>[]): readonly LivePoint[] {
  if (events.length === 0) return none
  const points = known.get(events) ?? events.flatMap(({ payload }) => ('points' in payload ? payload.points : payload))
  known.set(events, points)
  return points
}

/** Points that the picture draws. */
export function count({ snapshot, live }: EmbeddingView): number {
  return (snapshot?.rows ?? 0) + live.length
}
