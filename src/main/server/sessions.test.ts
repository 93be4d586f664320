import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { createCodes } from './codes'
import { readCookie, sessionCookie } from './cookies'
import { openCredentials } from './credentials'
import { createSessions, SESSION_S } from './sessions'

const log = pino({ level: 'silent' })
const tokens = { presenter: 'P', audience: 'A' }

async function stateDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-access-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

describe('sessions', () => {
  test('[SESSION-1] a restart keeps made tokens and open sessions', async () => {
    const dir = await stateDir()
    const first = await openCredentials({}, dir, fakeClock(), log)
    const id = first.openSession('presenter')
    await first.close()
    const second = await openCredentials({}, dir, fakeClock(), log)
    expect(second.tokens).toEqual(first.tokens)
    expect(second.roleOfSession(id)).toBe('presenter')
  })

  test("[SESSION-2] the file is its owner's alone, and holds no session id and no token that was given", async () => {
    const dir = await stateDir()
    const credentials = await openCredentials({ presenter: 'given-presenter-token' }, dir, fakeClock(), log)
    const id = credentials.openSession('audience')
    await credentials.close()
    const file = join(dir, 'access.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const text = await readFile(file, 'utf8')
    expect(text).not.toContain(id)
    expect(text).not.toContain('given-presenter-token')
  })

  test('[SESSION-3] a session ends with the token it was traded for, and after a week', () => {
    const clock = fakeClock()
    const sessions = createSessions([], tokens, clock)
    const id = sessions.open('presenter')
    const withAnother = createSessions(sessions.list(), { ...tokens, presenter: 'Q' }, clock)
    expect([sessions.roleOf(id), withAnother.roleOf(id)]).toEqual(['presenter', null])
    clock.advance(SESSION_S * 1000)
    expect(sessions.roleOf(id)).toBeNull()
  })

  test('[SESSION-4] an audience, however large, pushes no presenter out', () => {
    const sessions = createSessions([], tokens, fakeClock())
    const presenter = sessions.open('presenter')
    const first = sessions.open('audience')
    for (let i = 0; i < 10_000; i++) sessions.open('audience')
    expect([sessions.roleOf(presenter), sessions.roleOf(first), sessions.list().length]).toEqual([
      'presenter',
      null,
      10_001,
    ])
  })

  test('[SESSION-5] a broken file locks nobody in: tokens are made anew', async () => {
    const dir = await stateDir()
    await writeFile(join(dir, 'access.json'), '{"tokens":')
    const credentials = await openCredentials({}, dir, fakeClock(), log)
    expect(credentials.roleOfToken(credentials.tokens.producer)).toBe('producer')
  })

  test('[SESSION-6] without an audience token no word is one', async () => {
    const credentials = await openCredentials({ presenter: 'P' }, null, fakeClock(), log)
    expect(['', 'null', 'undefined', 'P'].map(credentials.roleOfToken)).toEqual([null, null, null, 'presenter'])
  })
})

test('[CODE-1] a code is good once, and for a minute', () => {
  const clock = fakeClock()
  const codes = createCodes(clock)
  const [first, second] = [codes.issue('presenter'), codes.issue('presenter')]
  expect([codes.redeem(first), codes.redeem(first), codes.redeem('guess')]).toEqual(['presenter', null, null])
  clock.advance(60_001)
  expect(codes.redeem(second)).toBeNull()
})

test("[COOKIE-1] the name carries the port, and only a presenter's cookie is strict", () => {
  const presenter = sessionCookie(8490, 'id', 'presenter', 'http')
  expect(presenter).toMatch(/^lectern_8490=id; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/)
  expect(sessionCookie(8490, 'id', 'audience', 'https')).toMatch(/SameSite=Lax; Secure$/)
  expect(readCookie('lectern_1=a; lectern_8490=b', 'lectern_8490')).toBe('b')
  expect(readCookie('xlectern_8490=b; lectern_8490', 'lectern_8490')).toBeNull()
})
