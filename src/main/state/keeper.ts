import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import type { EventDraft } from '../../shared/event'
import type { StickyCache } from '../../shared/sticky-cache'
import { type TopicName, topicNames } from '../../shared/topics'
import { decodeState, encodeState, readIfThere, type SavedState, writeAtomically } from './state-file'

/** How often the state is saved while it changes, in milliseconds. */
const EVERY_MS = 3_000

/** What speaks of the running program alone, and would be a lie after a restart. */
const ephemeral: ReadonlySet<TopicName> = new Set<TopicName>(['recorder_status', 'replay_status', 'ingest_job'])
const kept = new Set(topicNames.filter((name) => !ephemeral.has(name)))

/** What the last run left behind, marked `restored`; empty where there is nothing that can be read. A file that cannot be read is set aside, with a warning. */
export async function restoreState(dir: string, log: Logger): Promise<SavedState> {
  const file = join(dir, 'state')
  const nothing: SavedState = { events: [], memory: {} }
  try {
    const text = await readIfThere(file)
    if (text === null) return nothing
    const result = decodeState(text)
    if ('state' in result) {
      return { ...result.state, events: result.state.events.map((event) => ({ ...event, origin: 'restored' })) }
    }
    await rename(file, `${file}.set-aside`)
    log.warn(
      `the state file ${file} ${result.error}; it was set aside as ${file}.set-aside, and the files are read anew`,
    )
  } catch (error) {
    log.warn({ err: error }, `the state file ${file} cannot be read; the files are read anew`)
  }
  return nothing
}

export interface StateKeeper {
  /** Saves once more and stops. Never rejects: what could not be saved is in the log. */
  close(): Promise<void>
}

/** Saves the replica and the feeders' memory every few seconds, where they changed. */
export function keepState(
  dir: string,
  read: () => { readonly replica: StickyCache; readonly memory: Readonly<Record<string, string>> },
  clock: Clock,
  log: Logger,
): StateKeeper {
  const file = join(dir, 'state')
  let saved = { replica: read().replica, offset: -1 }
  let writing: Promise<void> = Promise.resolve()
  let failing = false
  let timer: Dispose | null = null

  const save = async () => {
    const { replica, memory } = read()
    if (saved.replica === replica && saved.offset === replica.offset) return
    const offset = replica.offset
    try {
      await writeAtomically(file, encodeState({ events: [...draftsOf(replica)], memory }))
      saved = { replica, offset }
      failing = false
    } catch (error) {
      if (!failing)
        log.warn({ err: error }, `the state cannot be saved in ${dir}; free some space there, or use --state`)
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

function* draftsOf(replica: StickyCache): Iterable<EventDraft> {
  for (const { type, payload, timestamp, origin } of replica.since(0, kept)) {
    yield { type, payload, timestamp, origin } as EventDraft // type and payload of one event belong together
  }
}
