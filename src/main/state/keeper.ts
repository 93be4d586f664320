import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import type { StickyCache } from '../../shared/sticky-cache'
import { type TopicName, topicNames } from '../../shared/topics'
import type { StoredEvent } from '../broadcaster/journal'
import { codeOf } from '../config/error-code'
import { writeAtomically } from '../files'
import { type KeptEmbeddings, keepEmbedding } from './embedding-file'
import { encodeState, type SavedState, stateFile } from './state-file'

/** How often the state is saved while it changes, in milliseconds. */
const EVERY_MS = 3_000

/** What speaks of the running program alone, and would be a lie after a restart. */
const ephemeral: ReadonlySet<TopicName> = new Set<TopicName>(['recorder_status', 'replay_status', 'ingest_job'])
const kept = new Set(topicNames.filter((name) => !ephemeral.has(name)))

export interface KeeperOptions {
  /** The source's replica as it is now. */
  replica(): StickyCache<StoredEvent>
  /** What the feeders know beside the events. */
  memory(): SavedState['memory']
  readonly embeddings: KeptEmbeddings
  readonly clock: Clock
  readonly log: Logger
}

export interface StateKeeper {
  /** Saves once more and stops. Never rejects: what could not be saved is in the log. */
  close(): Promise<void>
}

/** Saves the replica every few seconds where it changed, and with it the feeders' memory and the embedding. */
export function keepState(dir: string, { replica, memory, embeddings, clock, log }: KeeperOptions): StateKeeper {
  let saved: { readonly replica: StickyCache; readonly offset: number } | null = null
  let writing: Promise<void> = Promise.resolve()
  let failing = false
  let timer: Dispose | null = null

  const save = async () => {
    const now = { replica: replica(), offset: replica().offset }
    if (saved?.replica === now.replica && saved.offset === now.offset) return
    try {
      const text = encodeState(jsonOf(now.replica), memory())
      // The bytes first: the state must not speak of an embedding that is not there.
      await keepEmbedding(dir, embeddings)
      await writeAtomically(stateFile(dir), text)
      saved = now
      failing = false
    } catch (error) {
      if (!failing)
        log.warn(`the state cannot be saved in ${dir} (${codeOf(error)}); free some space there, or use --state`)
      failing = true
    }
  }
  const tick = () => {
    writing = save()
    void writing.then(() => {
      if (timer) timer = clock.after(EVERY_MS, tick)
    })
  }
  timer = clock.after(EVERY_MS, tick)
  return {
    async close() {
      timer?.()
      timer = null
      await writing
      await save()
    },
  }
}

function jsonOf(replica: StickyCache<StoredEvent>): string[] {
  return Array.from(replica.since(0, kept), ({ json }) => json)
}
