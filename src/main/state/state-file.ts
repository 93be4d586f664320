import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { storedDraft } from '../../shared/draft'
import type { EventDraft } from '../../shared/event'
import { parse } from '../../shared/wire'

/** The form of the file; another number is a foreign file. */
const SCHEMA = 1

/** What is kept over a restart. */
export interface SavedState {
  /** Retained events in their order, with their own timestamps. */
  readonly events: readonly EventDraft[]
  /** What the feeders know beside the events: of what they last published a hash by key, and their notes. */
  readonly memory: Readonly<Record<string, string>>
}

/** The state file of a state directory. */
export const stateFile = (dir: string): string => join(dir, 'state')

const body = z.object({ events: z.array(z.unknown()), memory: z.record(z.string(), z.string()) })

/**
 * The state as text: a line with schema and checksum, then the JSON of it. Events come as the JSON that they were given
 * at publish: a talk is saved every few seconds. A reader that finds another checksum has a torn file in its hands.
 */
export function encodeState(events: readonly string[], memory: SavedState['memory']): string {
  const text = `{"events":[${events.join(',')}],"memory":${JSON.stringify(memory)}}`
  return `lectern-state ${SCHEMA} ${checksum(text)}\n${text}\n`
}

/** The text of a state file; an error says in a few words why it is set aside. Never throws. */
export function decodeState(text: string): { readonly state: SavedState } | { readonly error: string } {
  const end = text.indexOf('\n')
  const [magic, schema, sum] = text.slice(0, Math.max(0, end)).split(' ')
  if (magic !== 'lectern-state') return { error: 'is not a state file' }
  if (schema !== String(SCHEMA)) return { error: `has schema ${schema}, this version reads ${SCHEMA}` }
  const json = text.slice(end + 1).trimEnd()
  if (checksum(json) !== sum) return { error: 'is torn: its checksum does not match' }
  const parsed = parse(json, body)
  if ('error' in parsed) return { error: 'does not hold a state' }
  const events = parsed.message.events.flatMap((event) => storedDraft(event) ?? [])
  return { state: { events, memory: parsed.message.memory } }
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
