import { expect, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { runCommand } from '../../shared/command'
import type { EventDraft } from '../../shared/event'
import { deckAt } from '../../shared/testing/events'
import { defaultRetention } from '../../shared/topics'
import { createAlerts } from '../alerts'
import { createBroadcaster } from '../broadcaster/broadcaster'
import { startDeck } from './deck'
import { remarks } from './remarks'

const talk = [7, 9, 11]

function room(options: { scene?: number; retained?: number; isFar?: boolean } = {}) {
  const clock = fakeClock()
  const broadcaster = createBroadcaster({ clock, retention: defaultRetention, journal: { events: 100, bytes: 1e6 } })
  if (options.retained !== undefined) broadcaster.publish([{ ...deckAt(options.retained), origin: 'restored' }])
  /** What is on its way to a log that is elsewhere. */
  const under: EventDraft[] = []
  const publish = (drafts: readonly EventDraft[]) =>
    options.isFar ? void under.push(...drafts) : void broadcaster.publish(drafts)
  const stream = { read: () => broadcaster.replica, publish, clock }
  const alerts = createAlerts(stream.read, stream.publish, clock)
  const table = {
    ...startDeck({ ...stream, talk, scene: options.scene ?? null }),
    ...remarks({ ...stream, settle: alerts.settle }),
  }
  const deck = () => broadcaster.replica.read('deck').at(-1)
  return { clock, under, broadcaster, alerts, deck, run: (input: unknown) => runCommand(table, input) }
}

test('[DECK-8] at start a deck is published where none is retained; a restored one stays where it was', () => {
  expect(room().deck()?.payload.scene).toBe(7)
  expect(room({ scene: 9 }).deck()?.payload.scene).toBe(9)
  expect(room({ retained: 11 }).deck()).toMatchObject({ offset: 1, payload: { scene: 11 } })
  expect(room({ retained: 11, scene: 9 }).deck()?.payload.scene).toBe(9)
  expect(room({ retained: 12 }).deck()?.payload.scene).toBe(7)
})

test('[DECK-9] a command publishes the new deck and answers with it; one that changes nothing publishes nothing', async () => {
  const { run, deck, broadcaster } = room()
  expect(await run({ command: 'next' })).toMatchObject({ done: { deck: { scene: 9 } } })
  expect(deck()?.payload.scene).toBe(9)
  const { offset } = broadcaster.head()
  expect(await run({ command: 'goto', scene: 9 })).toHaveProperty('done')
  expect(broadcaster.head().offset).toBe(offset)
})

test('[DECK-10] after a new life of the stream the deck is the one that stands there', async () => {
  const { run, deck, broadcaster } = room()
  broadcaster.restart([deckAt(9)])
  await run({ command: 'next' })
  expect(deck()?.payload.scene).toBe(11)
  broadcaster.restart([])
  expect(await run({ command: 'curtain', value: 'black' })).toMatchObject({ done: { deck: { scene: 7 } } })
})

test('[DECK-13] a command goes on from the deck that was said last, though the log that is elsewhere has yet to give it back', async () => {
  const { run, under, broadcaster } = room({ retained: 7, isFar: true })
  const arrive = (draft: EventDraft | undefined) => void (draft && broadcaster.publish([structuredClone(draft)]))
  await run({ command: 'curtain', value: 'black' })
  expect(await run({ command: 'goto', scene: 9 })).toMatchObject({ done: { deck: { scene: 9, curtain: 'black' } } })
  arrive(under.shift())
  await run({ command: 'freeze', on: true })
  expect(under.at(-1)).toMatchObject({ payload: { scene: 9, curtain: 'black', frozen: true } })
  for (const draft of under.splice(0)) arrive(draft)
  broadcaster.publish([deckAt(11)])
  expect(await run({ command: 'previous' })).toMatchObject({ done: { deck: { scene: 9, curtain: null } } })
})

test('[DECK-14] a deck that was said and never came is not gone on from for ever, and another hand’s counts at once', async () => {
  const { run, under, clock, broadcaster } = room({ retained: 7, isFar: true })
  await run({ command: 'goto', scene: 9 })
  clock.advance(10_000)
  await run({ command: 'goto', scene: 9 })
  expect(under).toHaveLength(2)
  broadcaster.publish([deckAt(11)])
  expect(await run({ command: 'curtain', value: 'black' })).toMatchObject({ done: { deck: { scene: 11 } } })
})

test('[DECK-15] a clock that is set ahead makes no hand forget what it said a moment ago', async () => {
  const { run, under, clock } = room({ retained: 7, isFar: true })
  await run({ command: 'goto', scene: 9 })
  clock.step(3_600_000)
  await run({ command: 'goto', scene: 9 })
  expect(under).toHaveLength(1)
})

test('[COMMAND-1] what is no command, unknown or wrong is one sentence', async () => {
  const { run } = room()
  expect(await run(null)).toEqual({ error: 'send a command by its name, as {"command": "next"}' })
  expect(await run({ command: 'dance' })).toEqual({
    error: expect.stringMatching(/^unknown command "dance"; known are goto, next/),
  })
  expect(await run({ command: 'toString' })).toHaveProperty('error')
  expect(await run({ command: 'goto' })).toEqual({ error: expect.stringMatching(/^command\.scene: /) })
})

test('[COMMAND-2] mark publishes a marker, dismiss takes an alert off every screen; an unknown one is refused', async () => {
  const { run, broadcaster, alerts } = room()
  expect(await run({ command: 'mark', label: 'a question' })).toEqual({ done: {} })
  expect(broadcaster.replica.read('marker').map(({ payload }) => payload.label)).toEqual(['a question'])
  expect(await run({ command: 'mark', label: '' })).toHaveProperty('error')
  expect(await run({ command: 'mark', label: 'x'.repeat(300) })).toHaveProperty('error')
  alerts.raise({ id: 'disk', severity: 'warning', message: 'full', source: 'recorder' })
  expect(await run({ command: 'dismiss', alert: 'disk' })).toEqual({ done: {} })
  expect(broadcaster.replica.read('alert').at(-1)?.payload.dismissed).toBe(true)
  expect(await run({ command: 'dismiss', alert: 'nothing' })).toEqual({ error: 'there is no alert "nothing"' })
})
