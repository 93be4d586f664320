import { isTopic } from '../../../shared/topics'
import type { Contents } from '../contents'
import { liveTopics } from '../marks'
import { KEYFRAME } from '../mcap/channels'
import type { Channels } from './messages'

/** A chunk by its place: all that is kept of it in memory. */
export interface ChunkPlace {
  readonly offset: number
  readonly length: number
  readonly startMs: number
  readonly endMs: number
  /** Events in it that a rehearsal plays. */
  readonly events: number
}

/** What is known of a recording without reading its chunks. */
export interface TapeIndex extends Contents {
  readonly channels: Channels
  readonly chunks: readonly ChunkPlace[]
  /** Attachments by name. */
  readonly attachments: ReadonlyMap<string, { readonly offset: number; readonly length: number }>
  /** True where the file had no index of its own, because its recorder was killed. */
  readonly cut: boolean
}

/** True for a channel whose messages are played; the rest is keyframes and history. */
export const isPlayed = (topic: string): boolean => topic !== KEYFRAME && !(isTopic(topic) && liveTopics.has(topic))
