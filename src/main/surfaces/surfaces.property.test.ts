import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPage, settle, stage, timerOf } from './testing/kit'
import { createPuppet } from './testing/puppet'

const invoke = (action: string, payload: unknown) => ({
  type: 'invoke',
  surfaceId: 'cache-warming',
  actionId: `cache-warming/${action}`,
  conversationId: 'a',
  payload,
})
const end = { kind: 'end', usage: null, cut: false } as const

const step = fc.oneof(
  fc.record({
    does: fc.constant('say' as const),
    message: fc.constantFrom(
      invoke('toggle', true),
      invoke('toggle', false),
      invoke('set-interval', 1),
      invoke('set-interval', 7),
      invoke('set-interval', -1),
      { type: 'chat.send', conversationId: 'a', message: 'who leads?' },
    ),
  }),
  fc.record({ does: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 9_000 }) }),
  fc.record({
    does: fc.constantFrom(
      'warm' as const,
      'close' as const,
      'end-turn' as const,
      'end-warm' as const,
      'leave' as const,
    ),
  }),
)

test('[WARM-21] whatever is done in whatever order: one warm at a time, none in a turn, no time in the past', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), async (steps, fails) => {
      const puppet = createPuppet()
      if (fails) puppet.outcomes = [{ kind: 'failed', reason: 'no' }]
      const { surfaces, clock, pass } = stage(puppet)
      let open = () => {}
      const shut = () => {
        puppet.gate = new Promise((resolve) => {
          open = resolve
        })
      }
      shut()
      const watch = () => {
        const page = openPage(surfaces, clock.now)
        page.say({ type: 'subscribe', surfaceId: 'cache-warming', conversationId: 'a' })
        page.say({ type: 'chat.subscribe', conversationId: 'a' })
        return page
      }
      let page = watch()
      let looked = page.heard.length
      /** What was pushed since the last look is true at this moment, for time stood still meanwhile. */
      const look = () => {
        const pushed = page.of('update').at(-1)
        if (page.heard.length === looked || !pushed) return
        looked = page.heard.length
        const turn = page.of('chat.delta').at(-1)?.event.type
        const next = timerOf(pushed.update.spec)?.nextWarmAt
        const on = pushed.update.spec.fields[0]
        const inTurn = turn !== undefined && turn !== 'turn-sealed'
        if (inTurn || (on?.kind === 'toggle' && !on.value)) expect(next).toBeNull()
      }
      for (const one of steps) {
        if (one.does === 'say') page.say(one.message)
        if (one.does === 'warm') void surfaces.warm('a')
        if (one.does === 'close') surfaces.close('a')
        if (one.does === 'end-turn') puppet.tell(end)
        if (one.does === 'end-warm') {
          open()
          shut()
        }
        if (one.does === 'leave') {
          page.leave()
          page = watch()
          looked = page.heard.length
        }
        if (one.does === 'pass') await pass(one.ms, 1_000)
        await settle()
        look()
        expect(puppet.mostAtOnce).toBeLessThanOrEqual(1)
      }
      for (const { at, next } of page.pushes) if (next !== null) expect(next).toBeGreaterThan(at)
      expect(clock.pending()).toBeLessThanOrEqual(2) // the sweep, and at most one warm that is due
      surfaces.dispose()
      expect(clock.pending()).toBe(0)
    }),
    { numRuns: 150 },
  )
}, 60_000)
