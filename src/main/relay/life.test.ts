import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baseAfter, isCheckpointDue, type Life, nextStep, parseLife, type StreamState } from './life'

const stream: StreamState = { created: 'monday', first: 1, last: 100 }
const life: Life = { epoch: '0123456789abcdef', stream: 'monday', base: 0, seq: 60 }
const mine = { epoch: life.epoch, seq: 80 }

describe('what a node does next', () => {
  test.each([
    ['reads on from its place', mine, life, stream, { kind: 'stay' }],
    [
      'reads on from the end of an emptied stream',
      { ...mine, seq: 100 },
      life,
      { ...stream, first: 101 },
      { kind: 'stay' },
    ],
    ['begins a life where there is none', mine, null, stream, { kind: 'renew', seq: 0 }],
    ['follows a life that is not its own', { ...mine, epoch: 'other' }, life, stream, { kind: 'follow' }],
    ['renews where the stream was made anew', mine, life, { ...stream, created: 'tuesday' }, { kind: 'renew', seq: 0 }],
    ['renews where the stream lost its end', mine, life, { ...stream, last: 70 }, { kind: 'renew', seq: 70 }],
    [
      'takes a checkpoint that reaches the stream',
      { ...mine, seq: 9 },
      life,
      { ...stream, first: 61 },
      { kind: 'follow' },
    ],
    [
      'misses what no checkpoint holds',
      { ...mine, seq: 9 },
      life,
      { ...stream, first: 62 },
      { kind: 'missed', seq: 61 },
    ],
  ])('[LIFE-1] %s', (_what, place, agreed, state, next) => {
    expect(nextStep(place, agreed, state)).toEqual(next)
  })

  test('[LIFE-2] a new life gives no offset twice, and none below those that are retained', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (before, ahead, seq) => {
        const offset = before + ahead
        const base = baseAfter(before, offset, seq)
        expect(base).toBeGreaterThanOrEqual(before)
        expect(base + seq).toBeGreaterThanOrEqual(offset)
      }),
    )
  })

  test.each([
    ['after enough events', 120, 0, stream, true],
    ['after a while', 61, 10_000, stream, true],
    ['not before', 61, 9_999, stream, false],
    ['not while it would say the same', 60, 60_000, stream, false],
    ['at once where the stream has left it behind', 61, 0, { ...stream, first: 62 }, true],
  ])('[LIFE-3] a checkpoint is written %s', (_when, seq, ageMs, state, due) => {
    const pace = { everyMs: 10_000, everyEvents: 60 }
    expect(isCheckpointDue({ epoch: life.epoch, seq }, life, state, ageMs, pace)).toBe(due)
  })

  test('[LIFE-4] a record that no node wrote is no life', () => {
    expect(parseLife(JSON.stringify(life))).toEqual(life)
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => parseLife(text) === null))
  })
})
