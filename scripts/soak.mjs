// npm run soak [-- --minutes 20]: clients that come and go while events flow; figures, and status 1 where memory drifts, sockets stay or a client hears nothing.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startServer, waitedMs } from './soak/server.mjs'
import { openVisitor } from './soak/visitor.mjs'

const CLIENTS = 200
const EVENTS_PER_S = 200
const MOST_DRIFT = 0.05
/** Until everything that is retained, the journal too, is as full as these events can make it, and code is compiled. */
const FIRST_MINUTES = 3
const LOOK_MS = 5_000
/** Looks between two of the memory: collecting all garbage is a pause too. */
const LOOKS_A_SAMPLE = 6
/** Who heard nothing for so long was let down, unless the machine was so busy that the server or its clients stood still for so much of one look. */
const PATIENCE_MS = 10_000
const PAUSE_MS = 1_500
/** Connections that the pool behind `fetch` keeps for this program's own questions. */
const OWN_SOCKETS = 2

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '20' } } })
const minutes = Number(values.minutes)
if (!(minutes > 0)) {
  console.error(`--minutes ${values.minutes}: use a number above 0`)
  process.exit(2)
}

const server = await startServer()
const { url } = server
await fetch(`${url}/healthz`)
const socketsBefore = server.sockets()
const start = Date.now()
const end = start + minutes * 60_000
let visits = 0
/** Visitors who heard nothing: when they came, and over what. */
const silent = []

/** A seat in the room: one visitor after the other, each for some seconds. */
async function seat(index) {
  let cursor = null
  while (Date.now() < end) {
    visits++
    const transport = ['ws', 'ws', 'sse', 'poll'][index % 4]
    const visitor = openVisitor(url, transport, Math.random() < 0.7 ? cursor : null)
    const stay = Math.min(2_000 + Math.random() * 20_000, Math.max(0, end - Date.now()))
    const came = Date.now()
    await wait(stay)
    if (visitor.cursor === null && stay >= PATIENCE_MS) silent.push({ came, transport, trouble: visitor.trouble })
    cursor = visitor.cursor
    await visitor.close()
  }
}

async function produce() {
  for (let n = 0; Date.now() < end; n++) {
    const events = Array.from({ length: EVENTS_PER_S / 10 }, (_, i) => eventOf(n * 20 + i))
    const headers = { 'content-type': 'application/json' }
    await fetch(`${url}/api/publish`, { method: 'POST', headers, body: JSON.stringify(events) })
    await wait(Math.max(0, start + (n + 1) * 100 - Date.now()))
  }
}

function eventOf(n) {
  if (n % 10 === 0)
    return { type: 'prediction', payload: { episode_id: `ep-${n % 900}`, window_idx: n % 16, predicted: n % 7 } }
  if (n % 25 === 0) return { type: 'model_metric', payload: { model: `model-${n % 80}`, macro_f1: (n % 100) / 100 } }
  return { type: 'live_detection', payload: { host_id: `host-${n % 64}`, label: 'exfil', score: (n % 100) / 100 } }
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`
const percent = (ratio) => `${(ratio * 100).toFixed(1)} %`

/** For how long, of each look, the server or this program stood still or waited for a processor; and the server's memory. */
const pauses = []
const samples = []
async function watch() {
  const own = monitorEventLoopDelay({ resolution: 20 })
  own.enable()
  const pids = [server.pid, process.pid]
  let waited = pids.map(waitedMs)
  while (Date.now() < end - LOOK_MS) {
    await wait(LOOK_MS)
    const read = await server.scrape()
    const now = pids.map(waitedMs)
    const delays = [read('lectern_event_loop_delay_seconds', 'quantile="1"') * 1000, own.max / 1e6]
    pauses.push({ at: Date.now(), ms: Math.max(...delays, ...now.map((ms, i) => ms - waited[i])) })
    waited = now
    own.reset()
    if (pauses.length % LOOKS_A_SAMPLE > 0) continue
    const { live, resident } = await server.memory()
    samples.push({ at: Date.now(), live, resident })
    console.log(
      `${Math.round((Date.now() - start) / 1000)} s: ${mb(live)} live, ${mb(resident)} held, ${visits} visits`,
    )
  }
}

await Promise.all([produce(), watch(), ...Array.from({ length: CLIENTS }, (_, i) => seat(i))])

let left = { clients: Number.NaN, sockets: Number.NaN }
for (let i = 0; i < 40; i++) {
  const read = await server.scrape()
  left = { clients: read('lectern_clients'), sockets: (server.sockets() ?? 0) - (socketsBefore ?? 0) }
  if (left.clients === 0 && left.sockets <= OWN_SOCKETS) break
  await wait(250)
}

const filled = samples.filter(({ at }) => at >= start + Math.min(FIRST_MINUTES, minutes / 2) * 60_000)
const fifth = Math.max(1, Math.floor(filled.length / 5))
/** A figure's median at the begin, once all is full, and at the end. */
const span = (figure) => {
  const [early, late] = [filled.slice(0, fifth), filled.slice(-fifth)].map((part) => median(part.map(figure)))
  return { early, late, drift: late / early - 1 }
}
const live = span(({ live }) => live)
const resident = span(({ resident }) => resident)
const paused = (came) => pauses.some(({ at, ms }) => ms >= PAUSE_MS && at >= came && at - LOOK_MS <= came + PATIENCE_MS)
const unexplained = silent.filter(({ came }) => !paused(came))
for (const { came, transport, trouble } of unexplained)
  console.log(`${Math.round((came - start) / 1000)} s: one over ${transport} heard nothing (${trouble})`)

const read = await server.scrape()
console.log(
  `${minutes} min: ${visits} visits, ${CLIENTS} at a time, ${read('lectern_events_total')} events, ${read('lectern_sent_events_total')} delivered, ${read('lectern_sent_dropped_total')} dropped`,
)
console.log(
  `heard nothing in ${PATIENCE_MS / 1000} s: ${silent.length}, ${silent.length - unexplained.length} of them while a program stood still for want of a processor, at most ${Math.round(Math.max(...pauses.map(({ ms }) => ms)))} ms between two looks`,
)
console.log(`memory that lives: ${mb(live.early)} then ${mb(live.late)}, ${percent(live.drift)}`)
console.log(`memory that is held: ${mb(resident.early)} then ${mb(resident.late)}, ${percent(resident.drift)}`)
console.log(`left over: ${left.clients} clients, ${left.sockets} sockets`)

const status = await server.stop()
const kept = live.drift <= MOST_DRIFT && resident.drift <= MOST_DRIFT
const empty = left.clients === 0 && left.sockets <= OWN_SOCKETS
process.exit(status === 0 && kept && empty && unexplained.length === 0 ? 0 : 1)
