// What a node of a cluster costs and how late it is: three servers on one NATS, all viewers at one of them, the
// producer at another. `node bench/relay.mjs [viewers] [seconds]`; needs nats-server.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'

const [viewers = 2_000, seconds = 20] = process.argv.slice(2).map(Number)
const EVENTS_PER_S = 50
const BURST = 5_000

const dir = mkdtempSync(join(tmpdir(), 'lectern-bench-relay-'))
const running = []

/** Starts a program; resolves with what `ready` found in what it says. */
async function start(command, args, ready) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (text) => {
      said = (said + text).slice(-10_000)
      const found = ready.exec(said)
      if (found) resolve({ pid: child.pid, found })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}: ${said}`)))
  })
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  return port
}

const lectern = process.env.LECTERN_BENCH_PROGRAM ?? join(import.meta.dirname, '..', 'bin', 'lectern.mjs')

async function node(name, natsPort) {
  const args = ['serve', '--port', '0', '--state', join(dir, name), '--nats', `nats://127.0.0.1:${natsPort}`]
  const { pid, found } = await start(process.execPath, [lectern, ...args], /listening on http:\/\/(\S+)/)
  return { pid, host: found[1] }
}

async function enter(host, types) {
  const socket = new WebSocket(`ws://${host}/ws?types=${types}`, { perMessageDeflate: false })
  await once(socket, 'open')
  return socket
}

/** Processor seconds of a process; Linux alone tells. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

async function measure() {
  const port = await freePort()
  const nats = await start('nats-server', ['-a', '127.0.0.1', '-p', `${port}`, '-js', '-sd', dir], /Server is ready/)
  const [producer, crowded] = [await node('a', port), await node('b', port), await node('c', port)]
  const source = await enter(producer.host, '')

  // One of the viewers tells how late everything is.
  const sentAt = new Map()
  const late = []
  const witness = await enter(crowded.host, 'marker')
  witness.on('message', (text) => {
    for (const { payload } of JSON.parse(text).events ?? []) late.push(performance.now() - sentAt.get(payload.label))
  })

  let frames = 0
  for (let n = 1; n < viewers; n += 50) {
    const some = await Promise.all(
      Array.from({ length: Math.min(50, viewers - n) }, () => enter(crowded.host, 'marker')),
    )
    for (const socket of some) socket.on('message', () => frames++)
  }
  await pause(2_000)
  late.length = 0

  const nodes = { crowded, producer, nats }
  const before = Object.entries(nodes).map(([name, { pid }]) => [name, cpuOf(pid)])
  const framesBefore = frames
  const began = performance.now()
  for (let n = 0; n < seconds * EVENTS_PER_S; n++) {
    sentAt.set(`${n}`, performance.now())
    source.send(JSON.stringify({ type: 'publish', events: [{ type: 'marker', label: `${n}` }] }))
    await pause(Math.max(0, began + ((n + 1) * 1_000) / EVENTS_PER_S - performance.now()))
  }
  await pause(500)
  const took = (performance.now() - began) / 1_000
  const cpu = before.map(([name, at]) => `${name} ${(((cpuOf(nodes[name].pid) - at) / took) * 100).toFixed(1)} %`)
  late.sort((a, b) => a - b)
  const p = (q) => late[Math.floor(late.length * q)]?.toFixed(0)
  console.log(`${viewers} viewers at one node, ${EVENTS_PER_S} events/s published at another, ${took.toFixed(0)} s`)
  console.log(`  received ${late.length} of ${seconds * EVENTS_PER_S}, p50 ${p(0.5)} ms, p99 ${p(0.99)} ms`)
  console.log(`  frames/s ${((frames - framesBefore) / took).toFixed(0)}; of a core: ${cpu.join(', ')}`)

  const events = Array.from({ length: BURST }, (_, n) => ({
    type: 'prediction',
    episode_id: `${n}`,
    window_idx: 0,
    predicted: 'scan',
  }))
  const sent = performance.now()
  const answer = await fetch(`http://${producer.host}/api/publish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  })
  const { accepted, cursor } = await answer.json()
  const acked = performance.now() - sent
  const head = async () => (await (await fetch(`http://${crowded.host}/healthz`)).json()).offset
  while ((await head()) < Number(cursor.split(':')[1])) await pause(5)
  console.log(
    `${accepted} events in one body: acknowledged in ${acked.toFixed(0)} ms, applied at the other node in ${(performance.now() - sent).toFixed(0)} ms`,
  )

  const asked = performance.now()
  await node('late', port)
  console.log(`a late node listens after ${(performance.now() - asked).toFixed(0)} ms`)
}

console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)} before it began`,
)
try {
  await measure()
} finally {
  for (const child of running) {
    child.removeAllListeners('exit')
    child.kill('SIGKILL')
  }
  rmSync(dir, { recursive: true, force: true })
}
process.exit()
