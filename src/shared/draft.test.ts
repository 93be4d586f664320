import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDraft } from './draft'
import { anyDraft } from './testing/events'
import { topicNames, topics } from './topics'

const NOW = 1_781_246_273_000
const draftOf = (input: unknown) => {
  const result = parseDraft(input, NOW)
  if ('error' in result) throw new Error(result.error)
  return result.draft
}
const errorOf = (input: unknown) => {
  const result = parseDraft(input, NOW)
  return 'error' in result ? result.error : null
}

describe('an event from a producer', () => {
  it('[WIRE-5] survives its own JSON: what is accepted once is accepted again, and is the same', () => {
    const mangled = fc
      .tuple(anyDraft, fc.constantFrom('payload', 'timestamp', 'type'), fc.jsonValue())
      .map(([draft, field, value]) => ({ ...draft, [field]: value }))
    fc.assert(
      fc.property(fc.oneof(anyDraft, mangled, fc.jsonValue()), (input) => {
        const result = parseDraft(input, NOW)
        if ('error' in result) expect(result.error).toMatch(/^\S[^\n]{1,300}$/)
        else {
          // What no JSON has, such as a zero below zero, is gone after the first time.
          const sent: unknown = JSON.parse(JSON.stringify(result.draft))
          expect(parseDraft(sent, NOW)).toEqual({ draft: sent })
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('[WIRE-6] may be flat: every field but the envelope is the payload', () => {
    expect(draftOf({ type: 'model_metric', model: 'gbt', macro_f1: 0.9, timestamp: 5 })).toEqual({
      type: 'model_metric',
      payload: { model: 'gbt', macro_f1: 0.9 },
      timestamp: 5,
      origin: 'live',
    })
    const alert = { id: 'disk', severity: 'warning', message: 'is full', source: 'nas', count: 1 }
    expect(draftOf({ type: 'alert', ...alert }).payload).toEqual(alert)
  })

  it('[WIRE-16] is flat only where it has no payload: one that is null is a wrong one', () => {
    // The counts of a whole fleet were replaced by none.
    expect(errorOf({ type: 'host_counts', payload: null })).toMatch(/^host_counts: expected /)
    expect(errorOf({ type: 'marker', payload: null, label: 'x' })).toMatch(/^marker: expected /)
  })

  it('[WIRE-7] a timestamp more than 5 s ahead, or none, is the arrival', () => {
    const at = (timestamp?: number) => draftOf({ type: 'marker', payload: { label: 'a' }, timestamp }).timestamp
    expect(at()).toBe(NOW / 1000)
    expect(at(NOW / 1000 + 5.1)).toBe(NOW / 1000)
    expect(at(NOW / 1000 + 4.9)).toBe(NOW / 1000 + 4.9)
    expect(at(3)).toBe(3)
  })

  it('[WIRE-8] a refusal is one sentence that names the place', () => {
    expect(errorOf({ type: 'nope' })).toMatch(/^unknown type "nope"; known are attack_profile, /)
    expect(errorOf({ type: 'marker', payload: { label: 'a\u202Eb' } })).toMatch(/^marker\.label: has control/)
    expect(errorOf({ type: 'model_metric', payload: { model: 'gbt', macro_f1: { point: 2 } } })).toMatch(
      /^model_metric\.macro_f1\.point: /,
    )
    expect(errorOf({ type: 'marker', payload: { label: 'a' }, origin: 'replay' })).toMatch(/^event\.origin: /)
    expect(errorOf([])).toMatch(/^event/)
    expect(errorOf(JSON.parse('{"type":"totals","total_alerts":1e400}'))).toMatch(/^totals\.total_alerts: /)
  })

  it('[WIRE-14] an unknown type is told which ones a producer may send, and no other', () => {
    const known = errorOf({ type: 'nope' })
      ?.replace(/^.*; known are /, '')
      .split(', ')
    expect(known).toEqual(topicNames.filter((name) => !topics[name].serverOwned))
  })

  it('[WIRE-9] topics of the server are its own', () => {
    for (const name of topicNames.filter((name) => topics[name].serverOwned)) {
      expect(errorOf({ type: name, payload: {} })).toBe(`type "${name}" is published by the server alone`)
    }
  })
})
