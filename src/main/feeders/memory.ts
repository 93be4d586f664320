import { createHash } from 'node:crypto'
import type { EventDraft } from '../../shared/event'

/** More keys than any topic retains: whoever is forgotten is published once too often, and nothing else happens. */
const MAX_KEYS = 16_384

/** What was last published under each key, as a hash: it survives a restart with the state. */
export interface Memory {
  /** True where `draft` says something else than the last one under `key`; it is remembered from then on. */
  isNews(key: string, draft: EventDraft): boolean
  /** To be saved as JSON. */
  save(): Readonly<Record<string, string>>
}

export function createMemory(saved: Readonly<Record<string, string>> = {}, limit = MAX_KEYS): Memory {
  const hashes = new Map(Object.entries(saved))
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
    save: () => Object.fromEntries(hashes),
  }
}
