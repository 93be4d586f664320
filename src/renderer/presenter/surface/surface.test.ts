import { describe, expect, it } from 'vitest'
import { countdownText } from './countdown'
import { type FieldEdit, type FieldEditEvent, fieldText, stepFieldEdit } from './field-edit'
import { historyText, sparkMarks } from './sparkline'

describe('the countdown to the next warm', () => {
  it.each([
    [null, '—'],
    [239_400, '4:00'],
    [60_000, '1:00'],
    [59_000, '59 s'],
    [1, '1 s'],
    [0, 'waiting…'],
    [-5_000, 'waiting…'],
  ])('[COUNTDOWN-1] %s ms ahead reads "%s": a time that is past is never a stuck 0 s', (ahead, text) => {
    expect(countdownText(ahead === null ? null : 1_000_000 + ahead, 1_000_000)).toBe(text)
  })
})

describe('a field under the hand', () => {
  const all = (...events: FieldEditEvent[]) => events.reduce<FieldEdit>(stepFieldEdit, { at: 'following' })
  const said = { spec: 1 }

  it('[FIELD-1] no update changes a field while it is edited', () => {
    const edit = all({ type: 'typed', text: '60' }, { type: 'answered', shown: {} }, { type: 'answered', shown: {} })
    expect(fieldText(edit, '240')).toBe('60')
  })

  it('[FIELD-2] what was sent stands until the server has said what holds, be it a refusal', () => {
    const sent = all({ type: 'typed', text: '0' }, { type: 'sent', shown: said }, { type: 'answered', shown: said })
    expect(fieldText(sent, '240')).toBe('0')
    expect(fieldText(stepFieldEdit(sent, { type: 'answered', shown: { spec: 1 } }), '240')).toBe('240')
  })

  it('[FIELD-3] Escape gives back what the server says', () => {
    expect(fieldText(all({ type: 'typed', text: '60' }, { type: 'dropped' }), '240')).toBe('240')
  })
})

it('[SPARK-1] a warm is as high as its share from the cache; a failed one and one that cached nothing have no height', () => {
  const history = [
    { at: 1, outcome: 'warm', cachePct: 80 },
    { at: 2, outcome: 'failed', cachePct: null },
    { at: 3, outcome: 'uncached', cachePct: null },
  ] as const
  expect(sparkMarks(history).map(({ x, height, kind }) => [x, height, kind])).toEqual([
    [0, 0.8, 'warm'],
    [1, 0, 'failed'],
    [2, 0, 'uncached'],
  ])
  expect(historyText(history)).toBe('3 warms, 1 failed; the last: nothing cached')
  expect(sparkMarks(Array.from({ length: 99 }, () => history[0]))).toHaveLength(32)
})
