import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import { createAgreement } from './agreement'
import type { Cluster } from './cluster'
import type { EmbeddingExchange } from './embeddings'
import type { Entry } from './entry'
import type { Follower } from './follower'
import { type CheckpointPace, isCheckpointDue, nextStep } from './life'
import { why } from './link'
import { openTail } from './tail'

/** A node asks so many times whether another one writes the checkpoint that it lacks. */
const PATIENCE = 3
/** Steps that may follow each other at once: a renewal that was lost, then another's life. */
const STEPS = 5

type Standing =
  /** NATS does not answer: what this node holds may be old. `since` in epoch milliseconds. */
  | { readonly kind: 'away'; readonly since: number; readonly reason: string }
  /** Has yet to apply the stream up to the sequence that it saw on coming (back). */
  | { readonly kind: 'catching up'; readonly target: number }
  | { readonly kind: 'current' }

export interface MemberOptions {
  readonly cluster: Cluster
  readonly follower: Follower
  readonly clock: Clock
  readonly log: Logger
  readonly pace: CheckpointPace & { readonly lookMs: number }
  readonly exchange: EmbeddingExchange
  /** Called after every look that found this node current. */
  current(): void
}

/** A node among others: keeps its copy of the log in step, and takes its turn at writing the checkpoint. */
export interface Member {
  readonly standing: Standing
  /** Looks at NATS now; it does so by itself every `lookMs`. */
  look(): void
  leave(reason: string): void
  readonly close: Dispose
}

export function startMember(options: MemberOptions): Member {
  const { cluster, follower, clock, log, pace, exchange } = options
  const agreement = createAgreement(cluster, follower, exchange)
  let standing: Standing = { kind: 'away', since: clock.now(), reason: 'not there yet' }
  let closed = false
  let tail: Dispose | null = null
  let taking = false
  let missed = 0
  let lastSeq = -1
  /** Behind a hole in the stream: what stood before it cannot be read any more, wherever the stream begins. */
  let hole = 0
  const checkpointed = { revision: 0, at: clock.elapsed() }

  const settle = () => {
    if (standing.kind === 'catching up' && follower.place.seq >= standing.target) standing = { kind: 'current' }
    if (standing.kind === 'current') options.current()
  }
  const closeTail = () => {
    tail?.()
    tail = null
  }
  const readOn = () => {
    closeTail()
    const take = async (entries: readonly Entry[]) => {
      taking = true
      for (const { draft } of entries) if (draft) await exchange.take(draft)
      taking = false
      if (tail !== mine) return
      follower.take(entries)
      if (standing.kind === 'catching up') settle()
    }
    const broken = (next: number | null) => {
      if (tail !== mine) return
      closeTail()
      if (next !== null) hole = next
      if (next !== null) look()
    }
    const mine = openTail(cluster.js, follower.place.seq, { take, broken })
    tail = mine
  }
  const leave = (reason: string) => {
    closeTail()
    if (standing.kind === 'away' || closed) return
    standing = { kind: 'away', since: clock.now(), reason }
    log.warn(`NATS is out of reach (${reason}): this node serves what it has, and refuses what producers send`)
  }

  /** One step; true where another has to follow at once. */
  const step = async (): Promise<boolean> => {
    const mine = follower.place
    const agreed = await cluster.agreed()
    const found = await cluster.stream()
    const stream = { ...found, first: mine.seq + 1 < hole ? Math.max(found.first, hole) : found.first }
    if (closed) return false
    if (agreed.revision !== checkpointed.revision) {
      Object.assign(checkpointed, { revision: agreed.revision, at: clock.elapsed() })
    }
    const next = nextStep(mine, agreed.life, stream)
    if (next.kind !== 'missed') missed = 0
    if (next.kind === 'stay') {
      stay(stream.last)
      const age = clock.elapsed() - checkpointed.at
      if (
        agreed.life &&
        standing.kind === 'current' &&
        isCheckpointDue(follower.place, agreed.life, stream, age, pace)
      ) {
        await agreement.write(agreed.life, agreed.revision).catch((error: unknown) => {
          log.warn(`the checkpoint was not written (${why(error)}); another node, or the next turn, does it`)
        })
      }
      return false
    }
    closeTail()
    if (next.kind === 'follow' && agreed.life) await agreement.follow(agreed.life, agreed.revision, stream)
    else if (next.kind === 'renew') await agreement.renew(agreed, stream, next.seq)
    else if (next.kind === 'missed' && ++missed > PATIENCE) await agreement.renew(agreed, stream, next.seq)
    else return false
    return true
  }
  const stay = (target: number) => {
    const stuck = !taking && follower.place.seq < target && follower.place.seq === lastSeq
    lastSeq = follower.place.seq
    if (standing.kind === 'away') {
      follower.rejoin()
      standing = { kind: 'catching up', target }
      closeTail()
    }
    if (!tail || stuck) readOn()
    settle()
  }

  let looking: Promise<void> | null = null
  let timer: Dispose = () => {}
  const look = () => {
    if (looking || closed) return
    timer()
    looking = (async () => {
      try {
        for (let steps = 0; steps < STEPS && (await step()); steps++);
      } catch (error) {
        leave(why(error))
      }
    })().then(() => {
      looking = null
      // A little apart from the other nodes, so that not all of them write the checkpoint at once.
      if (!closed) timer = clock.after(pace.lookMs * (0.9 + Math.random() * 0.2), look)
    })
  }
  look()
  return {
    get standing() {
      return standing
    },
    look,
    leave,
    close() {
      closed = true
      timer()
      closeTail()
    },
  }
}
