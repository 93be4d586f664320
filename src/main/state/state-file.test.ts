import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import type { EventDraft } from '../../shared/event'
import { defaultRetention } from '../../shared/topics'
import { createBroadcaster } from '../broadcaster/broadcaster'
import { writeAtomically } from '../files'
import { keepState } from './keeper'
import { confirms, restoreState } from './restore'
import { decodeState, encodeState, type SavedState } from './state-file'

const state: SavedState = {
  events: [
    { type: 'model_metric', payload: { model: 'gbt', macro_f1: 0.9 }, timestamp: 1_700_000_000, origin: 'live' },
    { type: 'host_counts', payload: { 'host-01': 3 }, timestamp: 1_700_000_001, origin: 'sample' },
  ],
  memory: { 'models/model_metric/gbt': 'abc' },
}
const embeddings = { current: () => null, stream: () => null, restore: () => false }
const log = pino({ level: 'silent' })
const text = encodeState(
  state.events.map((event) => JSON.stringify(event)),
  state.memory,
)
const newBroadcaster = () =>
  createBroadcaster({ clock: fakeClock(), retention: defaultRetention, journal: { events: 10, bytes: 10_000 } })
const folder = () => mkdtempSync(join(tmpdir(), 'lectern-state-'))

describe('the state file', () => {
  test('[STATE-1] what was saved is read back', () => {
    expect(decodeState(text)).toEqual({ state })
  })

  test('[STATE-2] a file cut off or changed anywhere is refused, and never throws', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.string({ minLength: 0, maxLength: 3 }), (at, junk) => {
        const damaged = text.slice(0, at) + junk
        const result = decodeState(damaged)
        expect('error' in result || damaged.trimEnd() === text.trimEnd()).toBe(true)
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => 'error' in decodeState(text)))
  })

  test('[STATE-3] writing replaces the file as a whole and leaves nothing beside it', async () => {
    const dir = folder()
    await writeAtomically(join(dir, 'state'), 'one')
    await writeAtomically(join(dir, 'state'), 'two')
    expect(readdirSync(dir)).toEqual(['state'])
    expect(readFileSync(join(dir, 'state'), 'utf8')).toBe('two')
  })

  test('[STATE-4] restored events keep their order and timestamps, and are marked', async () => {
    const dir = folder()
    writeFileSync(join(dir, 'state'), text)
    const restored = await restoreState(dir, log)
    expect(restored.events.map(({ type, timestamp, origin }) => [type, timestamp, origin])).toEqual([
      ['model_metric', 1_700_000_000, 'restored'],
      ['host_counts', 1_700_000_001, 'restored'],
    ])
    expect(restored.memory).toEqual(state.memory)
  })

  test('[STATE-5] a torn file is set aside, not deleted', async () => {
    const dir = folder()
    writeFileSync(join(dir, 'state'), text.slice(0, 200))
    expect(await restoreState(dir, log)).toEqual({ events: [], memory: {} })
    expect(readdirSync(dir)).toEqual(['state.set-aside'])
  })

  test('[STATE-6] the replica is saved at exit, without what speaks of this run alone', async () => {
    const dir = folder()
    const broadcaster = newBroadcaster()
    const clock = fakeClock()
    const keeper = keepState(dir, { replica: () => broadcaster.replica, memory: () => ({}), embeddings, clock, log })
    const job = { id: 'a', source: 's', state: 'running', done: 0, total: 1 } as const
    broadcaster.publish([...state.events, { type: 'ingest_job', payload: job, timestamp: 1, origin: 'live' }])
    await keeper.close()
    const saved = state.events.map((event) => ({ ...event, origin: 'restored' }))
    expect((await restoreState(dir, log)).events).toEqual(saved)
    expect(clock.pending()).toBe(0)
  })

  test('[STATE-8] what cannot be saved or read is one sentence in the log, without a stack, and said once', async () => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    const lines: unknown[] = []
    const told = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) })
    const clock = fakeClock()
    expect(await restoreState(file, told)).toEqual({ events: [], memory: {} })
    const { replica } = newBroadcaster()
    const keeper = keepState(file, { replica: () => replica, memory: () => ({}), embeddings, clock, log: told })
    await keeper.close()
    await keeper.close()
    expect(lines).toEqual([
      expect.objectContaining({
        msg: expect.stringMatching(/^the state file .* cannot be read \(ENOTDIR\); the files are/),
      }),
      expect.objectContaining({
        msg: expect.stringMatching(/^the state cannot be saved in .* \((EEXIST|ENOTDIR)\); free/),
      }),
    ])
    expect(JSON.stringify(lines)).not.toContain('stack')
  })

  test('[STATE-9] a save that fails before it writes is said in the log too, and closing does not reject', async () => {
    const lines: unknown[] = []
    const told = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) })
    const memory = () => {
      throw Object.assign(new Error('too long'), { code: 'ERR_STRING_TOO_LONG' })
    }
    const clock = fakeClock()
    const { replica } = newBroadcaster()
    await keepState(folder(), { replica: () => replica, memory, embeddings, clock, log: told }).close()
    expect(lines).toEqual([expect.objectContaining({ msg: expect.stringContaining('(ERR_STRING_TOO_LONG)') })])
  })

  test('[STATE-7] a file that says what was restored confirms it once; what a producer replaced stays', () => {
    const [restored] = state.events
    if (!restored) throw new Error('no event')
    const memory = { isNews: (_key: string, _draft: EventDraft) => false }
    const confirming = confirms(memory, [{ ...restored, origin: 'restored' }])
    expect(confirming.isNews('key', restored)).toBe(true)
    expect(confirming.isNews('key', restored)).toBe(false)
    expect(confirming.isNews('other', { ...restored, type: 'marker', payload: { label: 'x' } })).toBe(false)
  })
})
