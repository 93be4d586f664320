import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBroadcaster } from '../../src/main/broadcaster/broadcaster'
import { encodeOnce, jsonMessage } from '../../src/main/broadcaster/encode'
import { createPlayer } from '../../src/main/recorder/player/player'
import { openTape, type Tape } from '../../src/main/recorder/tape/tape'
import { fakeClock } from '../../src/shared/clock'
import { defaultRetention } from '../../src/shared/topics'
import { type Part, type Row, row } from '../part'
import { cutOff, HOUR_MS, recordHour } from '../recorder-tape'
import { median, quantile } from '../stats'

const EVENTS = 700_000

export const seek: Part = {
  name: 'seek',
  what: `an hour-long recording with ${EVENTS.toLocaleString('en-US')} events: opening it, and seeks to random places up to the last byte for a client`,
  async run({ full, note }) {
    const dir = await mkdtemp(join(tmpdir(), 'lectern-bench-'))
    try {
      const file = join(dir, 'hour.mcap')
      const [made] = await timed(() => recordHour(file, EVENTS))
      note(`recorded in ${Math.round(made / 1000)} s`)
      const [openMs, tape] = await timed(() => opened(file))
      const seeks = await seekAround(tape, full ? 500 : 150)
      await tape.close()
      note(
        `${Math.round(tape.bytes / 1e6)} MB, ${tape.index.chunks.length} chunks, ${tape.index.keyframes.length} keyframes`,
      )
      await cutOff(file, 1_000)
      const [scanMs, cut] = await timed(() => opened(file))
      await cut.close()
      return rowsOf({ openMs, scanMs, seeks })
    } finally {
      await rm(dir, { recursive: true })
    }
  },
}

interface Times {
  readonly openMs: number
  readonly scanMs: number
  readonly seeks: readonly number[]
}

function rowsOf({ openMs, scanMs, seeks }: Times): Row[] {
  return [
    row({ figure: 'seek, median', value: median(seeks), unit: 'ms' }),
    row({ figure: 'seek, p95', value: quantile(seeks, 0.95), unit: 'ms', goal: { of: 'value', atMost: 200 } }),
    row({ figure: 'seek, longest', value: Math.max(...seeks), unit: 'ms' }),
    row({ figure: 'opening', value: openMs, unit: 'ms' }),
    row({ figure: 'opening what a crash cut off', value: scanMs, unit: 'ms' }),
  ]
}

async function opened(file: string): Promise<Tape> {
  const result = await openTape(file, () => {})
  if ('error' in result) throw new Error(result.error)
  return result.tape
}

/** From the command to the last byte for a client that is told anew; the times of `count` seeks. */
async function seekAround(tape: Tape, count: number): Promise<number[]> {
  const clock = fakeClock()
  const screen = createBroadcaster({
    clock,
    retention: defaultRetention,
    journal: { events: 8_192, bytes: 8 * 1024 * 1024 },
  })
  const encode = encodeOnce(jsonMessage)
  screen.open({ filter: null, tickMs: 40, writable: () => true, send: (delivery) => void encode(delivery) }, null)
  const player = createPlayer({
    tape,
    clock,
    retention: defaultRetention,
    read: () => screen.replica,
    publish: (drafts) => void screen.publish(drafts),
    restart: (drafts) => void screen.restart(drafts),
    restore: () => true,
    warn: () => {},
    speed: 1,
    loop: false,
  })
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    clock.advance(1_000)
    times.push((await timed(() => player.begin(Math.random() * HOUR_MS)))[0])
  }
  player.close()
  return times
}

async function timed<T>(work: () => Promise<T>): Promise<[ms: number, result: T]> {
  const begun = performance.now()
  const result = await work()
  return [performance.now() - begun, result]
}
