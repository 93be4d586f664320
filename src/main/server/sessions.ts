import { z } from 'zod'
import type { Clock } from '../../shared/clock'
import { fingerprint, newSecret } from './tokens'

/** Whom a session can belong to: a producer is a program, and brings its token every time. */
const sessionRoles = ['presenter', 'audience'] as const
export type SessionRole = (typeof sessionRoles)[number]

export const SESSION_S = 7 * 24 * 3600

/** Sessions of a role; past that its oldest ends. Each role has its own, so that no audience can push a presenter out. */
const LIMITS: Readonly<Record<SessionRole, number>> = { presenter: 100, audience: 10_000 }

/** A session as it is kept on disk: neither its id nor the token it was traded for can be read from it. */
export const savedSession = z.object({
  id: z.string(),
  role: z.enum(sessionRoles),
  /** Fingerprint of the token of its role: with another token the session is over. */
  token: z.string(),
  /** Epoch seconds. */
  opened_at: z.number(),
})
export type SavedSession = z.infer<typeof savedSession>

export interface Sessions {
  /** Opens a session and returns the id for its cookie. */
  open(role: SessionRole): string
  roleOf(id: string): SessionRole | null
  /** All that are still valid, oldest first. */
  list(): SavedSession[]
}

/** @param tokens what each role's sessions are bound to. */
export function createSessions(
  saved: readonly SavedSession[],
  tokens: Readonly<Record<SessionRole, string | null>>,
  clock: Clock,
): Sessions {
  const bonds = { presenter: fingerprint(tokens.presenter ?? ''), audience: fingerprint(tokens.audience ?? '') }
  const byId = new Map<string, SavedSession>()
  const counts: Record<SessionRole, number> = { presenter: 0, audience: 0 }
  const isValid = (session: SavedSession) =>
    session.token === bonds[session.role] && clock.now() / 1000 < session.opened_at + SESSION_S

  const drop = (session: SavedSession): void => {
    if (byId.delete(session.id)) counts[session.role]--
  }
  const add = (session: SavedSession): void => {
    byId.set(session.id, session)
    counts[session.role]++
    for (const oldest of byId.values()) {
      if (counts[session.role] <= LIMITS[session.role]) break
      if (oldest.role === session.role) drop(oldest)
    }
  }
  for (const session of saved) if (isValid(session)) add(session)

  return {
    open(role) {
      const id = newSecret()
      add({ id: fingerprint(id), role, token: bonds[role], opened_at: clock.now() / 1000 })
      return id
    },
    roleOf(id) {
      const session = byId.get(fingerprint(id))
      if (!session) return null
      if (isValid(session)) return session.role
      drop(session)
      return null
    },
    list: () => [...byId.values()].filter(isValid),
  }
}
