import { expect, test } from 'vitest'
import { openPage, stage } from '../../testing/kit'
import { embeddedNarrator } from './embedded'

const long = () => [{ scene: 9, text: Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ') }]
const ask = { type: 'chat.send', conversationId: 'a', message: 'what is the meaning of it all?' }

test('[NARR-7] an answer streams at about fifteen words a second', async () => {
  const { surfaces, pass } = stage((clock) => embeddedNarrator(clock, long))
  const page = openPage(surfaces)
  page.say(ask)
  await pass(2_000, 10)
  const words = page.text().split(' ').length
  expect(words).toBeGreaterThanOrEqual(28)
  expect(words).toBeLessThanOrEqual(31)
  await pass(10_000, 10)
  expect(page.turn()).toEqual(['turn-start', 'text-delta', 'complete', 'turn-sealed'])
  expect(page.text()).toMatch(/^I do not know .* word59 \(model_metric, scene 9\)\.$/)
})

test('[NARR-8] a close stops it at once, and its timer with it', async () => {
  const { surfaces, pass, clock } = stage((own) => embeddedNarrator(own, long))
  const page = openPage(surfaces)
  page.say(ask)
  await pass(1_000, 10)
  surfaces.close('a')
  const said = page.text()
  await pass(5_000, 10)
  expect(page.text()).toBe(said)
  expect(page.turn().slice(-2)).toEqual(['aborted', 'turn-sealed'])
  expect(clock.pending()).toBe(1) // the sweep for idle conversations
})

test('[NARR-9] it has no prompt cache: a warm counts nothing, and both stats stay a dash', async () => {
  const { surfaces } = stage((clock) => embeddedNarrator(clock, long))
  const page = openPage(surfaces)
  page.say({ type: 'subscribe', surfaceId: 'cache-warming', conversationId: 'a' })
  expect(await surfaces.warm('a')).toMatchObject({
    kind: 'done',
    body: { inputTokens: 0, cacheReadTokens: 0, cachePct: null, expectedCacheRate: null },
  })
  expect(page.of('update').at(-1)?.update.spec.fields.slice(2, 4)).toMatchObject([{ value: '—' }, { value: '—' }])
})
