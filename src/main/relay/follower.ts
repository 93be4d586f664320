import type { Cursor } from '../../shared/cursor'
import type { EventDraft, LecternEvent } from '../../shared/event'
import type { StickyCache } from '../../shared/sticky-cache'
import type { Checkpoint } from './checkpoint'
import type { Entry } from './entry'
import type { Life, Place } from './life'

/** The broadcaster, as far as a relay needs it. */
export interface LocalLog {
  readonly replica: StickyCache
  head(): Cursor
  publish(drafts: readonly EventDraft[]): Cursor
  apply(events: readonly LecternEvent[]): Cursor
  restart(drafts: readonly EventDraft[]): Cursor
  adopt(head: Cursor, retained: Iterable<LecternEvent>): Cursor
}

/** This node's copy of the cluster's log. */
export interface Follower {
  readonly place: Place
  /** The offset of what stands at a sequence. */
  offsetOf(seq: number): number
  /** What a node would need that starts from here. */
  checkpoint(): Checkpoint
  /** Goes on from a checkpoint of a life. */
  adopt(life: Life, checkpoint: Checkpoint): void
  /** Takes what follows its place. */
  take(entries: readonly Entry[]): void
  /** Tells this node's clients alone, in a life of its own that begins with what the cluster's log retained. */
  tellAlone(drafts: readonly EventDraft[]): void
  /** Ends the life of its own, where there is one: the cluster's log is shown again as it was left. */
  rejoin(): void
  readonly alone: boolean
}

type Membership = { readonly kind: 'joined' } | { readonly kind: 'alone'; readonly left: Checkpoint }

export function createFollower(log: LocalLog): Follower {
  let membership: Membership = { kind: 'joined' }
  let place: Place = { epoch: log.head().epoch, seq: 0 }
  let base = 0
  const shown = (): Checkpoint => ({ head: log.head(), retained: [...log.replica.since(0)] })
  const checkpoint = () => (membership.kind === 'alone' ? membership.left : shown())
  return {
    get place() {
      return place
    },
    offsetOf: (seq) => base + seq,
    checkpoint,
    adopt(life, { head, retained }) {
      membership = { kind: 'joined' }
      base = life.base
      place = { epoch: life.epoch, seq: head.offset - base }
      log.adopt({ epoch: life.epoch, offset: head.offset }, retained)
    },
    take(entries) {
      const last = entries.at(-1)
      if (!last) return
      place = { ...place, seq: last.seq }
      log.apply(entries.flatMap(({ seq, draft }) => (draft ? [{ ...draft, offset: base + seq }] : [])))
    },
    tellAlone(drafts) {
      if (membership.kind === 'alone') return void log.publish(drafts)
      const left = shown()
      membership = { kind: 'alone', left }
      log.restart([...left.retained, ...drafts])
    },
    rejoin() {
      if (membership.kind === 'joined') return
      const { head, retained } = membership.left
      membership = { kind: 'joined' }
      log.adopt(head, retained)
    },
    get alone() {
      return membership.kind === 'alone'
    },
  }
}
