// npm run soak [-- --minutes 20]: clients that come and go while events flow; figures, and status 1 where memory drifts or sockets stay.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openVisitor } from './soak/visitor.mjs'

const CLIENTS = 200
const EVENTS_PER_S = 200
const MOST_DRIFT = 0.05
/** Who heard nothing for so long was let down; sooner, this machine may just be busy. */
const PATIENCE_MS = 10_000
/** Connections that the pool behind `fetch` keeps for this program's own questions. */
const OWN_SOCKETS = 2

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '20' } } })
const minutes = Number(values.minutes)
if (!(minutes > 0)) {
  console.error(`--minutes ${values.minutes}: use a number above 0`)
  process.exit(2)
}

const state = mkdtempSync(join(tmpdir(), 'lectern-soak-'))
const program = join(import.meta.dirname, '..', 'out', 'main', 'node.js')
const server = spawn(process.execPath, [program, 'serve', '--port', '0', '--state', state], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const url = await new Promise((resolve, reject) => {
  server.stdout.on('data', (chunk) => resolve(/listening on (\S+)/.exec(String(chunk))?.[1]))
  server.once('exit', (code) => reject(new Error(`the server ended with ${code}: build it first`)))
})
// However this ends, the server does not outlive it.
process.once('exit', () => server.kill())

/** The server's open sockets; null where the system does not say. */
function sockets() {
  try {
    const dir = `/proc/${server.pid}/fd`
    return readdirSync(dir).filter((fd) => readlinkSync(join(dir, fd)).startsWith('socket:')).length
  } catch {
    return null
  }
}

async function metric(name) {
  const text = await (await fetch(`${url}/metrics`)).text()
  const values = [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].map(([, value]) =>
    Number(value),
  )
  return values.reduce((sum, value) => sum + value, 0)
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`

await fetch(`${url}/healthz`)
const socketsBefore = sockets()
const start = Date.now()
const end = start + minutes * 60_000
let visits = 0
let failures = 0

/** A seat in the room: one visitor after the other, each for some seconds. */
async function seat(index) {
  let cursor = null
  while (Date.now() < end) {
    visits++
    const visitor = openVisitor(url, ['ws', 'ws', 'sse', 'poll'][index % 4], Math.random() < 0.7 ? cursor : null)
    const stay = Math.min(2_000 + Math.random() * 20_000, Math.max(0, end - Date.now()))
    await wait(stay)
    if (visitor.cursor === null && stay >= PATIENCE_MS) failures++
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

const samples = []
async function watch() {
  while (Date.now() < end) {
    samples.push(await metric('lectern_memory_bytes'))
    if (samples.length % 12 === 0)
      console.log(`${Math.round((Date.now() - start) / 1000)} s: ${mb(samples.at(-1))}, ${visits} visits`)
    await wait(Math.min(5_000, Math.max(0, end - Date.now())))
  }
}

await Promise.all([produce(), watch(), ...Array.from({ length: CLIENTS }, (_, i) => seat(i))])

let left = { clients: Number.NaN, sockets: Number.NaN }
for (let i = 0; i < 40; i++) {
  left = { clients: await metric('lectern_clients'), sockets: (sockets() ?? 0) - (socketsBefore ?? 0) }
  if (left.clients === 0 && left.sockets <= OWN_SOCKETS) break
  await wait(250)
}

const settled = samples.slice(Math.floor(samples.length / 4))
const third = Math.max(1, Math.floor(settled.length / 3))
const early = median(settled.slice(0, third))
const late = median(settled.slice(-third))
const drift = late / early - 1
const events = await metric('lectern_events_total')
const dropped = await metric('lectern_sent_dropped_total')
const delivered = await metric('lectern_sent_events_total')
console.log(
  `${minutes} min: ${visits} visits of ${CLIENTS} at a time (${failures} heard nothing), ${events} events, ${delivered} delivered, ${dropped} dropped`,
)
console.log(
  `memory ${mb(early)} then ${mb(late)}: ${(drift * 100).toFixed(1)} %; left over: ${left.clients} clients, ${left.sockets} sockets`,
)

server.kill('SIGTERM')
const [status] = await once(server, 'exit')
rmSync(state, { recursive: true, force: true })
const good = status === 0 && drift <= MOST_DRIFT && failures === 0 && left.clients === 0 && left.sockets <= OWN_SOCKETS
process.exit(good ? 0 : 1)
