import { type Part, row } from '../part'
import { lectern } from '../peers/lectern'
import type { Peer, Received } from '../peers/peer'
import { batchingLoop } from '../peers/ws-loops'
import { cpuOf, pause, until } from '../processes'
import { createHistogram } from '../stats'

const VIEWERS = 1_000
const EVENTS_PER_S = 50

interface Outcome {
  readonly cpuMs: number | null
  readonly viewers: { p50: number; p99: number }
  readonly presenter: { p50: number; p99: number }
  readonly missing: number
}

export const trickle: Part = {
  name: 'trickle',
  what: `${VIEWERS} viewers and a presenter, ${EVENTS_PER_S} events a second, beside a bare ws loop that writes a batch every 100 ms`,
  async run({ full, note }) {
    // Two rounds each, in turn, and the better of each: what else this machine does makes only worse.
    const seconds = full ? 30 : 8
    const ours: Outcome[] = []
    const theirs: Outcome[] = []
    for (let round = 0; round < 2; round++) {
      ours.push(await measure(lectern, seconds))
      theirs.push(await measure(batchingLoop, seconds))
      note(`${ours.at(-1)?.cpuMs} ms of CPU, bare loop ${theirs.at(-1)?.cpuMs} ms, in ${seconds} s`)
    }
    const least = (list: readonly Outcome[], what: (outcome: Outcome) => number) => Math.min(...list.map(what))
    const peer = (what: (outcome: Outcome) => number) => ({ name: batchingLoop.name, value: least(theirs, what) })
    const figure = (name: string, what: (outcome: Outcome) => number, atMost?: number) =>
      row({
        ...{ figure: name, value: least(ours, what), unit: 'ms', peer: peer(what) },
        ...(atMost === undefined ? {} : { goal: { of: 'value' as const, atMost } }),
      })
    return [
      figure('publish to receipt, p50, viewers', ({ viewers }) => viewers.p50),
      figure('publish to receipt, p99, viewers', ({ viewers }) => viewers.p99, 150),
      figure('publish to receipt, p99, presenter', ({ presenter }) => presenter.p99, 60),
      row({
        ...{ figure: `CPU of the server in ${seconds} s`, unit: 'ms', peer: peer(({ cpuMs }) => cpuMs ?? Number.NaN) },
        ...{ value: least(ours, ({ cpuMs }) => cpuMs ?? Number.NaN), goal: { of: 'ratio', atMost: 1.3 } },
      }),
      row({
        ...{ figure: 'deliveries missing', unit: '', goal: { of: 'value', atMost: 0 } },
        value: Math.max(...ours.map(({ missing }) => missing)),
      }),
    ]
  },
}

async function measure(peer: Peer, seconds: number): Promise<Outcome> {
  const room = await peer.start()
  if (!room) throw new Error(`${peer.name} does not start`)
  const sentAt: number[] = []
  const listen = async (as: 'viewer' | 'presenter', histogram: ReturnType<typeof createHistogram>) => {
    let heard = 0
    const hear = ({ events }: Received) => {
      const now = performance.now()
      for (; heard < events; heard++) histogram.add(now - (sentAt[heard] ?? now))
    }
    return room.subscribe(hear, as)
  }
  const viewers = createHistogram()
  const presenter = createHistogram()
  try {
    const all = [await listen('presenter', presenter)]
    for (let i = 0; i < VIEWERS; i++) all.push(await listen('viewer', viewers))
    const producer = await room.produce()
    await pause(500)
    const before = cpuOf(room.pid)
    const begun = performance.now()
    for (let n = 0; n < seconds * EVENTS_PER_S; n++) {
      await pause(begun + (n * 1000) / EVENTS_PER_S - performance.now())
      sentAt.push(performance.now())
      void producer.publish(1)
    }
    await until(() => all.every(({ events }) => events >= sentAt.length), 5_000)
    const after = cpuOf(room.pid)
    const spread = (histogram: ReturnType<typeof createHistogram>) => ({
      p50: histogram.quantile(0.5),
      p99: histogram.quantile(0.99),
    })
    return {
      cpuMs: before === null || after === null ? null : after - before,
      viewers: spread(viewers),
      presenter: spread(presenter),
      missing: all.reduce((sum, { events }) => sum + sentAt.length - events, 0),
    }
  } finally {
    await room.stop()
  }
}
