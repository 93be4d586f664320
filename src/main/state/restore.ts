import { rename } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { EventDraft } from '../../shared/event'
import { codeOf } from '../config/error-code'
import { readIfThere } from '../files'
import { decodeState, type SavedState, stateFile } from './state-file'

/** What the last run left behind, marked `restored`; empty where there is nothing that can be read. A file that cannot be read is set aside, with a warning. */
export async function restoreState(dir: string, log: Logger): Promise<SavedState> {
  const file = stateFile(dir)
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
    log.warn(`the state file ${file} cannot be read (${codeOf(error)}); the files are read anew`)
  }
  return nothing
}

/** What feeders ask before they publish. */
interface Newsroom {
  isNews(key: string, draft: EventDraft): boolean
}

/**
 * A memory that also calls it news when a file says what was merely restored: the value is then known again, and no
 * longer looks like a memory. A value that a producer has replaced since is not among the restored ones, and stays.
 */
export function confirms<M extends Newsroom>(memory: M, restored: readonly EventDraft[]): M {
  const unconfirmed = new Set(restored.map(nameOf))
  return {
    ...memory,
    isNews(key, draft) {
      const confirmed = unconfirmed.delete(nameOf(draft))
      return memory.isNews(key, draft) || confirmed
    },
  }
}

function nameOf({ type, payload }: EventDraft): string {
  return `${type} ${JSON.stringify(payload)}`
}
