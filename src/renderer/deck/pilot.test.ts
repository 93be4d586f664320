import { describe, expect, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { applyToDeck, type Deck, type DeckCommand, newDeck } from '../../shared/deck'
import type { LecternEvent } from '../../shared/event'
import type { Answer, Command } from './commands'
import { createPilot } from './pilot'

const talk = [7, 8, 9]

/** A pilot and a server that answers when it is told to. */
function rig() {
  const clock = fakeClock()
  const sent: { command: Command; answer: (answer: Answer) => Promise<void> }[] = []
  const failures: string[] = []
  const seen: number[] = []
  let told: LecternEvent<'deck'> | null = null
  const pilot = createPilot({
    ...{ told: () => told, talk, clock, now: clock.now, failed: (sentence) => failures.push(sentence) },
    send: (command) =>
      new Promise((resolve) => {
        sent.push({
          command,
          answer: async (answer) => {
            resolve(answer)
            await new Promise((done) => setImmediate(done))
          },
        })
      }),
  })
  pilot.subscribe(() => seen.push(pilot.deck().scene))
  const tell = (payload: Deck) => {
    told = { type: 'deck', payload, timestamp: 1, origin: 'live', offset: (told?.offset ?? 0) + 1 }
    pilot.heard()
  }
  const apply = (command: Command) => {
    const next = applyToDeck(told?.payload ?? newDeck(talk, null), command as DeckCommand, talk, 0)
    if (!('error' in next)) tell(next)
  }
  return { clock, pilot, sent, failures, seen, tell, apply }
}

describe('the pilot', () => {
  test('[PILOT-1] what is asked for is seen at once, and does not jump when the server says it, in whatever order', async () => {
    for (const eventFirst of [true, false]) {
      const { pilot, sent, seen, apply } = rig()
      pilot.run({ command: 'next' })
      expect(pilot.deck().scene).toBe(8)
      const [first] = sent
      if (eventFirst) apply(first?.command ?? { command: 'next' })
      await first?.answer({ kind: 'done', offset: null })
      if (!eventFirst) apply(first?.command ?? { command: 'next' })
      expect(seen.filter((scene) => scene !== 8)).toEqual([])
    }
  })

  test('[PILOT-2] commands go out one after the other, in their order', async () => {
    const { pilot, sent } = rig()
    pilot.run({ command: 'next' })
    pilot.run({ command: 'curtain', value: 'black' })
    expect(sent.map(({ command }) => command.command)).toEqual(['goto'])
    await sent[0]?.answer({ kind: 'done', offset: null })
    expect(sent.map(({ command }) => command.command)).toEqual(['goto', 'curtain'])
    expect(pilot.deck()).toMatchObject({ scene: 8, curtain: 'black' })
  })

  test('[PILOT-3] a refused command is taken back, and said', async () => {
    const { pilot, sent, failures } = rig()
    pilot.run({ command: 'goto', scene: 9 })
    expect(pilot.deck().scene).toBe(9)
    await sent[0]?.answer({ kind: 'refused', error: 'no' })
    expect(pilot.deck().scene).toBe(7)
    expect(failures).toEqual(['no'])
  })

  test('[PILOT-4] who goes on while no server answers loses no move: the last place is sent when it is back', async () => {
    const { clock, pilot, sent, apply } = rig()
    pilot.run({ command: 'next' })
    await sent[0]?.answer({ kind: 'away' })
    pilot.run({ command: 'next' })
    pilot.run({ command: 'previous' })
    pilot.run({ command: 'next' })
    expect(pilot.deck().scene).toBe(9)
    clock.advance(1_000)
    await sent[1]?.answer({ kind: 'done', offset: null })
    await sent[2]?.answer({ kind: 'done', offset: null })
    expect(sent.map(({ command }) => command)).toEqual([8, 8, 9].map((scene) => ({ command: 'goto', scene })))
    apply({ command: 'goto', scene: 9 })
    expect(pilot.deck().scene).toBe(9)
  })

  test('[PILOT-5] another hand’s word counts as soon as mine is answered', async () => {
    const { pilot, sent, tell } = rig()
    pilot.run({ command: 'next' })
    tell(newDeck(talk, 8))
    await sent[0]?.answer({ kind: 'done', offset: null })
    tell(newDeck(talk, 9))
    expect(pilot.deck().scene).toBe(9)
  })

  test('[PILOT-7] of what a hand drags through while a word is under way, the last place alone is said', async () => {
    const { pilot, sent } = rig()
    for (const brightness of [0.9, 0.8, 0.7]) {
      pilot.run({ command: 'correction', brightness, contrast: 1, saturation: 1 })
      expect(pilot.deck().correction?.brightness).toBe(brightness)
    }
    await sent[0]?.answer({ kind: 'done', offset: null })
    expect(sent.map(({ command }) => command)).toMatchObject([{ brightness: 0.9 }, { brightness: 0.7 }])
  })

  test('[PILOT-8] an answer that overtakes the stream takes nothing back, whatever earlier word comes meanwhile', async () => {
    const { pilot, sent, seen, apply } = rig()
    const [black, eight] = [
      { command: 'curtain', value: 'black' },
      { command: 'goto', scene: 8 },
    ] as const
    pilot.run(black)
    await sent[0]?.answer({ kind: 'done', offset: 1 })
    pilot.run(eight)
    await sent[1]?.answer({ kind: 'done', offset: 2 })
    apply(black)
    expect(pilot.deck()).toMatchObject({ scene: 8, curtain: 'black' })
    apply(eight)
    expect(seen.slice(seen.indexOf(8))).not.toContain(7)
  })

  test('[PILOT-9] without an answer only what may be said twice is sent again; of the rest it is said that none came', async () => {
    const { clock, pilot, sent, failures } = rig()
    pilot.run({ command: 'mark', label: 'here' })
    pilot.run({ command: 'timer', action: 'start' })
    pilot.run({ command: 'curtain', value: 'black' })
    await sent[0]?.answer({ kind: 'away' })
    expect(failures).toEqual(['No answer to “mark”: see if it was done'])
    await sent[1]?.answer({ kind: 'away' })
    clock.advance(1_000)
    await sent[2]?.answer({ kind: 'done', offset: 1 })
    await sent[3]?.answer({ kind: 'away' })
    clock.advance(1_000)
    expect(sent.map(({ command }) => command.command)).toEqual(['mark', 'timer', 'timer', 'curtain', 'curtain'])
    expect(failures).toHaveLength(1)
  })

  test('[PILOT-6] what waits is bounded', () => {
    const { pilot, failures } = rig()
    for (let i = 0; i < 40; i++) pilot.run({ command: 'mark', label: String(i) })
    expect(failures).toHaveLength(8)
  })
})
