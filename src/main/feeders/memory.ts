import { createHash } from 'node:crypto'
import type { EventDraft } from '../../shared/event'

/** More keys than any topic retains: whoever is forgotten is published once too often, and nothing else happens. */
const MAX_KEYS = 16_384

/** In what is saved, before the name of a note; a key begins with its topic. */
const NOTE = 'note '

/** What feeders know beside what they published; it survives a restart with the state. */
export interface Memory {
  /** True where `draft` says something else than the last one under `key`; a hash of it is remembered from then on. */
  isNews(key: string, draft: EventDraft): boolean
  /** A feeder's own note; null where it made none. */
  recall(name: string): string | null
  /** Makes the note, in the place of the last one of this name. */
  remember(name: string, text: string): void
  /** To be saved as JSON. */
  save(): Readonly<Record<string, string>>
}

export function createMemory(saved: Readonly<Record<string, string>> = {}, limit = MAX_KEYS): Memory {
  const entries = Object.entries(saved)
  const isNote = ([key]: readonly [string, string]) => key.startsWith(NOTE)
  const hashes = new Map(entries.filter((entry) => !isNote(entry)))
  const notes = new Map(entries.filter(isNote))
  return {
    isNews(key, { type, payload, origin }) {
      const hash = createHash('sha256')
        .update(JSON.stringify([type, origin, payload]))
        .digest('base64url')
        .slice(0, 16)
      if (hashes.get(key) === hash) return false
      hashes.delete(key) // re-inserted at the end: past the limit the key longest unchanged goes
      hashes.set(key, hash)
      for (const oldest of hashes.keys()) {
        if (hashes.size <= limit) break
        hashes.delete(oldest)
      }
      return true
    },
    recall: (name) => notes.get(NOTE + name) ?? null,
    remember: (name, text) => void notes.set(NOTE + name, text),
    save: () => Object.fromEntries([...hashes, ...notes]),
  }
}
