import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyToDeck, newDeck } from '../../../shared/deck'
import { lengthText } from '../../ui/time-text'
import { driftText, hasBegun, leftText, paceOf } from './plan'

const script = [{ scene: 7, plan: 60 }, { scene: 9, plan: 120 }, { scene: 10 }, { scene: 13, plan: 30 }]

describe('the timer against the plan', () => {
  it.each([
    [7, 30, 0, 30],
    [7, 90, 30, -30],
    [9, 20, -40, 160],
    [9, 60, 0, 120],
    [9, 200, 20, -20],
    [13, 170, -10, 40],
  ])('[PLAN-1] scene %i at %i s is %i s off, with %i s of its own left', (scene, elapsed, drift, left) => {
    expect(paceOf(script, scene, elapsed)).toMatchObject({ drift, sceneLeft: left, total: 210 })
  })

  it('[PLAN-2] a scene without a plan takes no time of it: what is spent there is behind', () => {
    expect(paceOf(script, 10, 195)).toEqual({ drift: 15, sceneLeft: null, sceneShare: null, total: 210 })
  })

  it('[PLAN-3] a talk without any plan, or a scene that is not in it, is neither ahead nor behind', () => {
    expect(paceOf([{ scene: 7 }], 7, 10)).toBeNull()
    expect(paceOf(script, 8, 10)).toBeNull()
  })

  it('[PLAN-4] time never brings the talk ahead', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (a, b) => {
        const at = (elapsed: number) => paceOf(script, 9, elapsed)?.drift ?? 0
        expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)))
      }),
    )
  })

  it('[PLAN-6] a timer that was not started since its reset holds the talk against no plan', () => {
    const begun = (...actions: ('start' | 'stop' | 'reset')[]) => {
      let deck = newDeck([7], null)
      actions.forEach((action, at) => {
        const next = applyToDeck(deck, { command: 'timer', action }, [7], at)
        if (!('error' in next)) deck = next
      })
      return hasBegun(deck.timer)
    }
    expect([begun(), begun('start'), begun('start', 'stop')]).toEqual([false, true, true])
    expect([begun('start', 'reset'), begun('start', 'stop', 'reset')]).toEqual([true, false])
  })

  it('[PLAN-5] says it in words', () => {
    expect(driftText({ drift: 4 })).toBe('on time')
    expect(driftText({ drift: 80 })).toBe('1:20 behind')
    expect(driftText({ drift: -45 })).toBe('0:45 ahead')
    expect(leftText({ sceneLeft: 130 })).toBe('2:10 left')
    expect(leftText({ sceneLeft: -30 })).toBe('0:30 over')
    expect(leftText({ sceneLeft: null })).toBeNull()
    expect(lengthText(3727.9)).toBe('1:02:07')
  })
})
