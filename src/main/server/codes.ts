import type { Clock } from '../../shared/clock'
import type { Role } from '../../shared/wire'
import { fingerprint, newSecret } from './tokens'

const VALID_MS = 60_000
/** Codes waiting to be used; past that the oldest is void. */
const CODES = 100

/** Single-use codes for browsers that this program itself starts: a command line is no place for a token. */
export interface Codes {
  issue(role: Role): string
  /** The role of a code, once, within a minute of its issue; null afterwards and for anything else. */
  redeem(code: string): Role | null
}

export function createCodes(clock: Clock): Codes {
  const waiting = new Map<string, { readonly role: Role; readonly until: number }>()
  return {
    issue(role) {
      const code = newSecret()
      waiting.set(fingerprint(code), { role, until: clock.elapsed() + VALID_MS })
      for (const oldest of waiting.keys()) {
        if (waiting.size <= CODES) break
        waiting.delete(oldest)
      }
      return code
    },
    redeem(code) {
      const key = fingerprint(code)
      const found = waiting.get(key)
      waiting.delete(key)
      return found && clock.elapsed() <= found.until ? found.role : null
    },
  }
}
