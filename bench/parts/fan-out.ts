import { type Options, type Part, type Row, row } from '../part'
import { lectern } from '../peers/lectern'
import { mosquitto } from '../peers/mosquitto'
import { nats } from '../peers/nats'
import type { Peer, Producer, Received } from '../peers/peer'
import { socketIo } from '../peers/socket-io'
import { batchingLoop, plainLoop } from '../peers/ws-loops'
import { cpuOf, pause, until } from '../processes'
import { median } from '../stats'

const VIEWERS = 200
const EVENTS = 10_000
/** Of a peer that would take a minute; a rate is a rate. All of them with --full. */
const EVENTS_OF_SLOW = 1_000
/** Events of one message of the producer. */
const BATCH = 100
const PACE_PER_S = 1_000
const PACED_S = 5
const PATIENCE_MS = 120_000

const peers: readonly Peer[] = [lectern, batchingLoop, nats, plainLoop, socketIo, mosquitto]

interface Outcome {
  readonly deliveriesPerS: number
  readonly framesPerS: number
  readonly cpuMs: number | null
  readonly cpuUsPerEvent: number | null
  readonly missing: number
}

export const fanOut: Part = {
  name: 'fan-out',
  what: `${VIEWERS} viewers over raw sockets, ${EVENTS.toLocaleString('en-US')} events of 200 bytes from a producer over a socket, as a burst and at ${PACE_PER_S} a second`,
  run: async (options) => [...(await burst(options)), ...(await paced(options))],
}

async function burst({ full, note }: Options): Promise<Row[]> {
  const rounds = full ? 5 : 3
  const outcomes = new Map<string, Outcome[]>()
  for (let round = 0; round < rounds; round++) {
    for (const peer of peers) {
      const slow = peer !== lectern && peer !== nats && peer !== batchingLoop
      if (slow && round > 0 && !full) continue
      const events = slow && !full ? EVENTS_OF_SLOW : EVENTS
      const outcome = await measure(peer, async (producer) => {
        for (let sent = 0; sent < events; sent += BATCH) await producer.publish(BATCH)
        return events
      })
      if (!outcome) continue
      note(`${peer.name}: ${Math.round(outcome.deliveriesPerS / 1000)} k deliveries/s, ${outcome.missing} missing`)
      outcomes.set(peer.name, [...(outcomes.get(peer.name) ?? []), outcome])
    }
  }
  const of = (peer: Peer, what: (outcome: Outcome) => number | null) => middle(outcomes.get(peer.name), what)
  const deliveries = (outcome: Outcome) => outcome.deliveriesPerS
  const goals = new Map([
    [socketIo.name, 20],
    [nats.name, 1.5],
  ])
  const rates = peers.slice(1).map((peer) => {
    const atLeast = goals.get(peer.name)
    return row({
      figure: `burst, deliveries received a second`,
      value: of(lectern, deliveries),
      unit: '/s',
      peer: { name: peer.name, value: of(peer, deliveries) },
      ...(atLeast === undefined ? {} : { goal: { of: 'ratio', atLeast } }),
      ...(outcomes.has(peer.name) ? {} : { remark: `${peer.name} is not installed here` }),
    })
  })
  const lost = Math.max(...(outcomes.get(lectern.name) ?? []).map(({ missing }) => missing))
  const cpu = (outcome: Outcome) => outcome.cpuUsPerEvent
  return [
    ...rates,
    row({ figure: 'burst, deliveries missing', value: lost, unit: '', goal: { of: 'value', atMost: 0 } }),
    ...[batchingLoop, nats, socketIo].map((peer) =>
      row({
        figure: 'burst, CPU of the server an event',
        value: of(lectern, cpu),
        unit: 'µs',
        peer: { name: peer.name, value: of(peer, cpu) },
      }),
    ),
  ]
}

async function paced({ note }: Options): Promise<Row[]> {
  const rows: Row[] = []
  let ours: Outcome | null = null
  for (const peer of peers) {
    const outcome = await measure(peer, async (producer) => {
      const batch = PACE_PER_S / 100
      const begun = performance.now()
      let sent = 0
      for (; sent < PACE_PER_S * PACED_S; sent += batch) {
        await pause(begun + ((sent + batch) * 1000) / PACE_PER_S - performance.now())
        void producer.publish(batch)
      }
      return sent
    })
    if (!outcome) continue
    note(`paced, ${peer.name}: ${outcome.cpuMs} ms of CPU, ${Math.round(outcome.framesPerS)} frames/s`)
    if (peer === lectern) ours = outcome
    else if (ours) {
      const theirs = { name: peer.name, value: outcome.cpuMs }
      rows.push(
        row({
          figure: `${PACE_PER_S} events/s, CPU of the server in ${PACED_S} s`,
          value: ours.cpuMs,
          unit: 'ms',
          peer: theirs,
        }),
      )
      rows.push(
        row({
          ...{ figure: `${PACE_PER_S} events/s, frames a second`, value: ours.framesPerS, unit: '/s' },
          peer: { name: peer.name, value: outcome.framesPerS },
        }),
      )
    }
  }
  return rows
}

/** Fills a room, lets the producer speak, and waits until everybody has received what he said. */
async function measure(peer: Peer, speak: (producer: Producer) => Promise<number>): Promise<Outcome | null> {
  const room = await peer.start()
  if (!room) return null
  try {
    const viewers: Received[] = []
    for (let i = 0; i < VIEWERS; i++) viewers.push(await room.subscribe())
    const producer = await room.produce()
    await pause(300)
    const frames = sum(viewers, ({ frames }) => frames)
    const cpu = cpuOf(room.pid)
    const begun = performance.now()
    const events = await speak(producer)
    await until(() => viewers.every((viewer) => viewer.events + viewer.dropped >= events), PATIENCE_MS)
    const seconds = (performance.now() - begun) / 1000
    const used = cpuOf(room.pid)
    const received = sum(viewers, (viewer) => viewer.events)
    return {
      deliveriesPerS: received / seconds,
      framesPerS: (sum(viewers, (viewer) => viewer.frames) - frames) / seconds,
      cpuMs: cpu !== null && used !== null ? used - cpu : null,
      cpuUsPerEvent: cpu !== null && used !== null ? ((used - cpu) * 1000) / events : null,
      missing: events * VIEWERS - received,
    }
  } finally {
    await room.stop()
  }
}

const sum = (viewers: readonly Received[], what: (viewer: Received) => number) =>
  viewers.reduce((total, viewer) => total + what(viewer), 0)

function middle(outcomes: readonly Outcome[] | undefined, what: (outcome: Outcome) => number | null): number | null {
  const values = (outcomes ?? []).flatMap((outcome) => what(outcome) ?? [])
  return values.length > 0 ? median(values) : null
}
