import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { neutral } from './correction'
import { applyToDeck, correctionOf, type Deck, type DeckCommand, deckCommands, elapsedS, newDeck } from './deck'
import { payloads } from './payloads'

const talk = [7, 9, 11]
const start = newDeck(talk, null)
const after = (commands: readonly DeckCommand[], deck: Deck = start, nowS = 100): Deck =>
  commands.reduce<Deck>((at, command) => {
    const next = applyToDeck(at, command, talk, nowS)
    return 'error' in next ? at : next
  }, deck)

const anyCommand: fc.Arbitrary<DeckCommand> = fc.oneof(
  fc.record({ command: fc.constant('goto' as const), scene: fc.integer({ min: 0, max: 20 }) }),
  fc.constantFrom<DeckCommand>({ command: 'next' }, { command: 'previous' }),
  fc.record({
    command: fc.constant('curtain' as const),
    value: fc.constantFrom(null, 'black' as const, 'white' as const),
  }),
  fc.record({ command: fc.constantFrom('freeze' as const, 'overview' as const, 'code' as const), on: fc.boolean() }),
  fc.record({
    command: fc.constant('correction' as const),
    brightness: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
    contrast: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
    saturation: fc.double({ min: 0, max: 2, noNaN: true }),
  }),
  fc.record({
    command: fc.constant('timer' as const),
    action: fc.constantFrom('start' as const, 'stop' as const, 'reset' as const),
  }),
)

describe('the deck', () => {
  test('[DECK-1] begins at the scene that was asked for, else at the first', () => {
    expect(newDeck(talk, 9).scene).toBe(9)
    expect(start).toMatchObject({ scene: 7, curtain: null, frozen: false, overview: false })
  })

  test('[DECK-2] next and previous follow the order of the talk, whose ends are ends', () => {
    expect(after([{ command: 'next' }]).scene).toBe(9)
    expect(after([{ command: 'next' }, { command: 'next' }, { command: 'next' }]).scene).toBe(11)
    expect(after([{ command: 'previous' }])).toBe(start)
    expect(after([{ command: 'next' }], { ...start, scene: 12 }).scene).toBe(7)
  })

  test('[DECK-3] goto leaves the overview; a scene that is not in the talk is refused with those that are', () => {
    expect(
      after([
        { command: 'overview', on: true },
        { command: 'goto', scene: 11 },
      ]),
    ).toMatchObject({
      scene: 11,
      overview: false,
    })
    expect(applyToDeck(start, { command: 'goto', scene: 8 }, talk, 0)).toEqual({
      error: 'scene 8 is not in this talk; its scenes are 7, 9, 11',
    })
  })

  test('[DECK-4] a curtain and a freeze stay until they are lifted, wherever the talk goes meanwhile', () => {
    const down = after([{ command: 'curtain', value: 'black' }, { command: 'freeze', on: true }, { command: 'next' }])
    expect(down).toMatchObject({ scene: 9, curtain: 'black', frozen: true })
    expect(after([{ command: 'curtain', value: null }], down)).toMatchObject({ curtain: null, frozen: true })
  })

  test('[DECK-5] the timer counts while it runs, keeps its sum while it stands, and is set to nothing by reset', () => {
    const running = after([{ command: 'timer', action: 'start' }], start, 100)
    expect(elapsedS(running.timer, 130)).toBe(30)
    expect(after([{ command: 'timer', action: 'start' }], running, 120)).toBe(running)
    const stopped = after([{ command: 'timer', action: 'stop' }], running, 130)
    expect([elapsedS(stopped.timer, 999), stopped.timer.running]).toEqual([30, false])
    const again = after([{ command: 'timer', action: 'start' }], stopped, 200)
    expect(elapsedS(again.timer, 210)).toBe(40)
    const anew = after([{ command: 'timer', action: 'reset' }], again, 210)
    expect([elapsedS(anew.timer, 212), anew.timer.running]).toEqual([2, true])
    expect(after([{ command: 'timer', action: 'reset' }], stopped)).toEqual(start)
  })

  test('[DECK-11] the projector’s correction is neutral until it is set, has bounds, and neutral again is none', () => {
    const dim = { brightness: 0.8, contrast: 1.2, saturation: 1 }
    expect(correctionOf(start)).toEqual(neutral)
    const corrected = after([{ command: 'correction', ...dim }, { command: 'next' }])
    expect(correctionOf(corrected)).toEqual(dim)
    expect(after([{ command: 'correction', ...dim }], corrected)).toBe(corrected)
    expect(JSON.stringify(after([{ command: 'correction', ...neutral }], corrected))).not.toContain('correction')
    const outside = { command: 'correction', ...dim, brightness: 0.4 }
    expect(deckCommands.correction.safeParse(outside).success).toBe(false)
    expect(payloads.deck.safeParse({ ...start, correction: { ...dim, saturation: 3 } }).success).toBe(false)
  })

  test('[DECK-12] the code is on the stage until it is taken off, wherever the talk goes meanwhile', () => {
    const shown = after([{ command: 'code', on: true }, { command: 'next' }])
    expect(shown).toMatchObject({ scene: 9, code: true })
    expect(after([{ command: 'code', on: false }], shown)).toEqual({ ...start, scene: 9 })
  })

  test('[DECK-6] whatever is commanded, the deck is in the talk and fits its topic; the same command again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30 }), anyCommand, (history, last) => {
        const once = after([...history, last])
        expect(talk).toContain(once.scene)
        expect(payloads.deck.parse(once)).toEqual(once)
        if (last.command !== 'next' && last.command !== 'previous') expect(after([last], once)).toEqual(once)
      }),
    )
  })

  test('[DECK-7] each command has one schema, which takes nothing else', () => {
    fc.assert(
      fc.property(anyCommand, (command) => {
        expect(deckCommands[command.command].parse(command)).toEqual(command)
      }),
    )
    expect(deckCommands.curtain.safeParse({ command: 'curtain', value: 'red' }).success).toBe(false)
    expect(deckCommands.goto.safeParse({ command: 'goto', scene: '9' }).success).toBe(false)
  })
})
