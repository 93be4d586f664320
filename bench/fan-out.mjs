// node bench/fan-out.mjs [clients] [events] [bytes] [batch]: how many events a second reach how many WebSocket clients.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { WebSocket } from 'ws'

const [clients, events, bytes, batch] = [200, 10_000, 200, 100].map((n, i) => Number(process.argv[i + 2] ?? n))
const dir = mkdtempSync(join(import.meta.dirname, '../node_modules/.fan-out-'))
const file = join(dir, 'server.mjs')
const build = await rolldown({
  input: join(import.meta.dirname, 'fan-out-server.ts'),
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/'),
})
await build.write({ file, format: 'esm' })

const server = fork(file, process.env.BENCH_NODE_ARGS ? { execArgv: process.env.BENCH_NODE_ARGS.split(' ') } : {})
const said = () => new Promise((resolve) => server.once('message', resolve))
const { url } = await said()
const address = `${url.replace('http', 'ws')}/ws`

/** Where a client stands; it reads no further than the cursor that each batch begins with, and a gap's loss. */
function listen() {
  const client = { offset: -1, dropped: 0, messages: 0 }
  const socket = new WebSocket(address, { skipUTF8Validation: true, perMessageDeflate: false })
  socket.on('message', (data) => {
    const head = data.toString('latin1', 0, 80)
    client.messages++
    const cursor = /^\{"type":"(?:events|snapshot)","cursor":"[0-9a-f]{16}:(\d+)"/.exec(head)
    if (cursor) client.offset = Number(cursor[1])
    else if (head.startsWith('{"type":"gap"')) client.dropped += JSON.parse(data.toString()).dropped
  })
  return new Promise((resolve) => socket.once('open', () => resolve({ client, socket })))
}

const until = async (done) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 1))
}
const room = await Promise.all(Array.from({ length: clients }, listen))
await until(() => room.every(({ client }) => client.offset === 0))

const producer = new WebSocket(`${address}?types=`, { perMessageDeflate: false })
await new Promise((resolve) => producer.once('open', resolve))
const bare = JSON.stringify({
  id: `${'0'.repeat(16)}:10000`,
  type: 'marker',
  payload: { label: '' },
  timestamp: 1781246273.405,
  origin: 'live',
})
const label = 'x'.repeat(Math.max(1, bytes - bare.length))
const message = JSON.stringify({
  type: 'publish',
  events: Array.from({ length: batch }, () => ({ type: 'marker', payload: { label } })),
})

const start = performance.now()
for (let sent = 0; sent < events; sent += batch) {
  const answer = new Promise((resolve) => {
    const hear = (data) => {
      if (!data.toString().startsWith('{"type":"published"')) return
      producer.off('message', hear)
      resolve()
    }
    producer.on('message', hear)
  })
  producer.send(message)
  await answer
}
const published = performance.now() - start
await until(() => room.every(({ client }) => client.offset >= events))
const seconds = (performance.now() - start) / 1000
const dropped = room.reduce((sum, { client }) => sum + client.dropped, 0)
const messages = room.reduce((sum, { client }) => sum + client.messages, 0)
const stats = said()
server.send('stats')
const { memory, cpu } = await stats
console.log(
  JSON.stringify({
    clients,
    events,
    bytes,
    published_ms: Math.round(published),
    all_caught_up_ms: Math.round(seconds * 1000),
    deliveries_per_s: Math.round((clients * events - dropped) / seconds),
    dropped,
    batches: messages,
    server_cpu_ms: Math.round((cpu.user + cpu.system) / 1000),
    server_mb: Math.round(memory / 1e6),
  }),
)
for (const { socket } of room) socket.terminate()
producer.terminate()
const gone = new Promise((resolve) => server.once('exit', resolve))
server.kill()
await gone
rmSync(dir, { recursive: true, force: true })
