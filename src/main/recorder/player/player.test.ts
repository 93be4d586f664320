import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { runCommand } from '../../../shared/command'
import { parseDraft } from '../../../shared/draft'
import type { EventDraft } from '../../../shared/event'
import { createBroadcaster } from '../../broadcaster/broadcaster'
import { tapeCommands } from '../commands'
import { liveTopics } from '../marks'
import {
  anyDraft,
  contentOf,
  deckAt,
  detection,
  markerOf,
  opened,
  record,
  retainedBy,
  type Stage,
  smallRetention,
  stage,
  stopped,
} from '../testing/kit'
import { createPlayer } from './player'
import { timelineOf } from './timeline'

const nothing = async () => ({ done: {} })
const idle = { recording: false, start: nothing, stop: nothing }

/** A recording of `publish`es by their times in milliseconds, on another stage's screen. */
async function rehearsal(at: Stage, script: readonly (readonly [number, readonly EventDraft[]])[], endMs: number) {
  const run = await record(at)
  const start = at.clock.now()
  for (const [ms, drafts] of script) {
    at.clock.advance(start + ms - at.clock.now())
    at.broadcaster.publish(drafts)
  }
  at.clock.advance(start + endMs - at.clock.now())
  await stopped(run)
  return rehearsalOf(at, run.file)
}

async function rehearsalOf(at: Stage, file: string) {
  const tape = await opened(file)
  const screen = createBroadcaster({ clock: at.clock, retention: at.retention, journal: { events: 100, bytes: 1e6 } })
  const warnings: string[] = []
  const player = createPlayer({
    tape,
    clock: at.clock,
    retention: at.retention,
    read: () => screen.replica,
    publish: (drafts) => void screen.publish(drafts),
    restart: (drafts) => void screen.restart(drafts),
    restore: () => true,
    warn: (sentence) => warnings.push(sentence),
    speed: 1,
    loop: false,
  })
  const commands = tapeCommands(idle, { tape, player })
  const say = (deed: object) => runCommand(commands, { command: 'replay', ...deed })
  /** Lets time pass, and what it brings be read from the disk. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 40) {
      at.clock.advance(Math.min(40, left))
      await player.settled()
    }
  }
  const close = async () => {
    player.close()
    await player.settled()
    await tape.close()
  }
  const status = () => screen.replica.read('replay_status').at(-1)?.payload
  return { tape, screen, player, say, pass, close, status, warnings, shown: () => retainedBy(screen, liveTopics) }
}

const everySecond = (seconds: number) =>
  Array.from({ length: seconds }, (_, n) => [n * 1_000 + 500, [detection(n)]] as const)

describe('a rehearsal', () => {
  test('[REHEARSE-1] however it was played and sought, what is shown is what the recording holds at that time', async () => {
    const anyDeed = fc.oneof(
      fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 3_000 }) }),
      fc.record({ kind: fc.constant('seek' as const), s: fc.integer({ min: 0, max: 60 }) }),
      fc.record({ kind: fc.constant('speed' as const), speed: fc.constantFrom(0.25, 1, 16) }),
      fc.record({ kind: fc.constantFrom('play' as const, 'pause' as const, 'next' as const, 'previous' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(60_000), fc.array(anyDraft, { maxLength: 4 })), { maxLength: 30 }),
        fc.array(anyDeed, { maxLength: 12 }),
        async (script, deeds) => {
          await using at = await stage({ retention: smallRetention })
          const sorted = [...script].sort(([a], [b]) => a - b)
          const { tape, player, say, pass, close, shown } = await rehearsal(at, sorted, 61_000)
          await player.begin(0)
          for (const deed of deeds) {
            if (deed.kind === 'pass') await pass(deed.ms)
            else if (deed.kind === 'seek') await say({ action: 'seek', position_s: deed.s })
            else if (deed.kind === 'speed') await say({ action: 'speed', speed: deed.speed })
            else if (deed.kind === 'next' || deed.kind === 'previous') await say({ action: 'step', to: deed.kind })
            else await say({ action: deed.kind })
          }
          await say({ action: 'pause' })
          await pass(400)
          const { drafts } = await tape.stateAt(tape.startMs + player.position(), at.retention)
          expect(shown()).toEqual(contentOf(drafts))
          await close()
        },
      ),
      { numRuns: 60 },
    )
  })

  test('[REHEARSE-2] every event is marked as a replay, and as old as it was then', async () => {
    await using at = await stage()
    const { player, screen, say, pass, close } = await rehearsal(at, everySecond(10), 10_000)
    at.clock.advance(7 * 24 * 3_600_000)
    await player.begin(0)
    await say({ action: 'play' })
    await pass(5_000)
    const shown = screen.replica.read('live_detection')
    expect(shown.length).toBe(5)
    expect(new Set(shown.map(({ origin }) => origin))).toEqual(new Set(['replay']))
    const gap = detection(4).timestamp - (1_781_246_273 + 4.5)
    expect(shown[4]?.timestamp).toBeCloseTo(at.clock.now() / 1000 - 0.5 + gap, 1)
    await close()
  })

  test('[REHEARSE-13] where the clock was set while it was recorded, every event is still as old as it was then', async () => {
    await using at = await stage()
    const run = await record(at)
    for (const [n, step] of [0, 3_600_000, -7_200_000, 3_600_000].entries()) {
      at.clock.step(step)
      at.clock.advance(10_000)
      at.broadcaster.publish([{ ...detection(n), timestamp: at.clock.now() / 1000 - 1 }])
    }
    await stopped(run)
    const { player, screen, say, pass, close } = await rehearsalOf(at, run.file)
    const ages = () =>
      screen.replica.read('live_detection').map(({ timestamp }) => Math.round(at.clock.now() / 1000 - timestamp))
    await player.begin(25_000)
    expect(ages()).toEqual([16, 6])
    await say({ action: 'play' })
    await pass(15_000)
    expect(ages()).toEqual([31, 21, 11, 1])
    await close()
  })

  test('[REHEARSE-3] recorded deck moves and alerts are marks on the timeline; the deck of now stays over a seek', async () => {
    await using at = await stage()
    const alarm = parseDraft(
      {
        type: 'alert',
        payload: { id: 'x', severity: 'error', message: 'models/gbt.json: broken', source: 'models', count: 1 },
      },
      at.clock.now(),
    )
    if ('error' in alarm) throw new Error(alarm.error)
    const script = [
      [1_000, [deckAt(9)]],
      [2_000, [deckAt(9), alarm.draft]],
      [3_000, [markerOf('the turn'), deckAt(11)]],
    ] as const
    const { tape, player, screen, say, pass, close } = await rehearsal(at, script, 5_000)
    screen.publish([deckAt(13)])
    await player.begin(4_000)
    await say({ action: 'seek', position_s: 3.5 })
    await pass(400)
    expect(screen.replica.read('deck').map(({ payload }) => payload.scene)).toEqual([13])
    expect(screen.replica.read('alert')).toEqual([])
    expect(timelineOf(tape).marks).toEqual([
      { kind: 'scene', scene: 9, position_s: 1 },
      { kind: 'alert', label: 'models/gbt.json: broken', severity: 'error', position_s: 2 },
      { kind: 'marker', label: 'the turn', position_s: 3 },
      { kind: 'scene', scene: 11, position_s: 3 },
    ])
    await say({ action: 'jump', to: 'previous', kind: 'scene' })
    await pass(400)
    expect(player.position()).toBe(1_000)
    expect(await say({ action: 'jump', to: 'previous', kind: 'marker' })).toEqual({
      error: `there is no previous marker in ${tape.name}`,
    })
    await close()
  })

  test('[REHEARSE-4] every seek is a new epoch, of which every client is told', async () => {
    await using at = await stage()
    const { player, screen, close } = await rehearsal(at, everySecond(10), 10_000)
    let resets = 0
    const send = (told: { kind: string; reset?: boolean }) => {
      if (told.kind === 'snapshot' && told.reset) resets++
    }
    screen.open({ filter: null, tickMs: 40, writable: () => true, send }, null)
    const epochs = new Set([screen.head().epoch])
    for (const ms of [0, 5_000, 9_000]) {
      await player.begin(ms)
      at.clock.advance(250)
      await player.settled()
      epochs.add(screen.head().epoch)
    }
    expect(epochs.size).toBe(4)
    expect(resets).toBe(4)
    await close()
  })

  test('[REHEARSE-5] idle times are skipped on request, up to the moment before they end', async () => {
    await using at = await stage()
    const { player, say, pass, close, shown } = await rehearsal(
      at,
      [
        [1_000, [detection(1)]],
        [50_000, [detection(2)]],
      ],
      51_000,
    )
    await player.begin(0)
    await say({ action: 'skip_idle', on: true })
    await say({ action: 'play' })
    await pass(3_000)
    expect(shown()).toHaveLength(2)
    await close()
  })

  test('[REHEARSE-6] its status says where it stands, about once a second', async () => {
    await using at = await stage()
    const { tape, player, screen, say, pass, close, status } = await rehearsal(at, everySecond(20), 20_000)
    await player.begin(0)
    await say({ action: 'play' })
    const before = screen.published.replay_status
    await pass(10_000)
    expect(screen.published.replay_status - before).toBeGreaterThanOrEqual(9)
    expect(screen.published.replay_status - before).toBeLessThanOrEqual(11)
    expect(status()).toMatchObject({ state: 'playing', file: tape.name, events: 20, speed: 1 })
    await pass(11_000)
    expect(status()).toMatchObject({ state: 'ended', position_s: tape.endMs / 1000 - tape.startMs / 1000 })
    await close()
  })

  test('[REHEARSE-11] a recording that cannot be read for a moment pauses with a word, and is played on from there', async () => {
    await using at = await stage()
    const { tape, player, screen, say, pass, close, status, warnings } = await rehearsal(at, everySecond(10), 11_000)
    await player.begin(0)
    await say({ action: 'play' })
    await pass(2_000)
    vi.spyOn(tape, 'read').mockRejectedValueOnce(new Error('EIO: the drive is gone'))
    await pass(1_500)
    expect([status()?.state, warnings]).toEqual(['paused', ['EIO: the drive is gone']])
    await say({ action: 'play' })
    await pass(9_500)
    expect(status()?.state).toBe('ended')
    expect(screen.replica.read('live_detection')).toHaveLength(10)
    await close()
  })

  test('[REHEARSE-12] a clock that is set back by an hour holds neither a seek nor what plays behind it', async () => {
    await using at = await stage()
    const { player, say, pass, close, shown } = await rehearsal(at, everySecond(20), 20_000)
    await player.begin(0)
    await say({ action: 'play' })
    await pass(1_000)
    at.clock.step(-3_600_000)
    await say({ action: 'seek', position_s: 10 })
    await player.settled()
    await pass(2_000)
    expect(player.position()).toBe(12_000)
    expect(shown()).toHaveLength(12)
    await close()
  })

  test('[REHEARSE-7] a command that is none, or has nothing to act on, is answered by a sentence', async () => {
    await using at = await stage()
    const { say, close } = await rehearsal(at, everySecond(2), 2_000)
    expect(await say({ action: 'fly' })).toHaveProperty('error')
    expect(await say({ action: 'speed', speed: 99 })).toHaveProperty('error')
    expect(await runCommand(tapeCommands(idle, null), { command: 'replay', action: 'play' })).toHaveProperty('error')
    await close()
  })
})
