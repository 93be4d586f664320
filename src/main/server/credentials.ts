import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import type { Role } from '../../shared/wire'
import { loadAccess, saveAccess } from './access-file'
import { type Codes, createCodes } from './codes'
import { createSessions, type SessionRole } from './sessions'
import { newSecret, type Tokens, tokenReader } from './tokens'

/** Sessions that were opened within this time are saved together, in milliseconds. */
const SAVE_AFTER_MS = 500

/** Who is known here: tokens, sessions, and codes that wait for a browser. */
export interface Credentials {
  readonly tokens: Tokens
  readonly codes: Codes
  roleOfToken(token: string): Role | null
  roleOfSession(id: string): SessionRole | null
  openSession(role: SessionRole): string
  /** Saves what is not saved yet. Never rejects. */
  close(): Promise<void>
}

/** @param stateDir where made tokens and sessions are kept; null keeps them for this run alone. */
export async function openCredentials(
  given: Readonly<Partial<Record<Role, string>>>,
  stateDir: string | null,
  clock: Clock,
  log: Logger,
): Promise<Credentials> {
  const saved = stateDir ? await loadAccess(stateDir, log) : { tokens: {}, sessions: [] }
  const made = {
    presenter: saved.tokens.presenter ?? newSecret(),
    producer: saved.tokens.producer ?? newSecret(),
  }
  const tokens = {
    presenter: given.presenter ?? made.presenter,
    producer: given.producer ?? made.producer,
    audience: given.audience ?? null,
  }
  const sessions = createSessions(saved.sessions, tokens, clock)
  let saving: Promise<void> = Promise.resolve()
  let timer: Dispose | null = null

  const save = () => {
    timer?.()
    timer = null
    if (!stateDir) return
    saving = saving
      .then(() => saveAccess(stateDir, { tokens: made, sessions: sessions.list() }))
      .catch((error: unknown) => log.warn(`sessions cannot be kept: ${error instanceof Error ? error.message : error}`))
  }
  save()
  await saving

  return {
    tokens,
    codes: createCodes(clock),
    roleOfToken: tokenReader(tokens),
    roleOfSession: (id) => sessions.roleOf(id),
    openSession(role) {
      timer ??= clock.after(SAVE_AFTER_MS, save)
      return sessions.open(role)
    },
    async close() {
      if (timer) save()
      await saving
    },
  }
}
