// node ws-loop.mjs PORT TICK: fans out what is published, at once or every TICK milliseconds. It remembers nothing.
import { WebSocketServer } from 'ws'

const [port, tickMs] = process.argv.slice(2).map(Number)
const epoch = '0'.repeat(16)
const viewers = new Set()
let offset = 0
let batch = []

const send = (bytes) => {
  for (const viewer of viewers) viewer.send(bytes, { binary: false })
}
const flush = () => {
  if (batch.length === 0) return
  send(Buffer.from(`{"type":"events","cursor":"${epoch}:${offset}","events":[${batch.join(',')}]}`))
  batch = []
}
if (tickMs > 0) setInterval(flush, tickMs)

const publish = ({ events }, socket) => {
  const timestamp = Date.now() / 1000
  for (const { type, payload } of events) {
    const json = JSON.stringify({ id: `${epoch}:${++offset}`, type, payload, timestamp, origin: 'live' })
    if (tickMs > 0) batch.push(json)
    else send(Buffer.from(json))
  }
  socket.send(`{"type":"published","accepted":${events.length}}`)
}

const server = new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false })
server.on('connection', (socket, request) => {
  socket.on('error', () => {})
  socket.on('message', (data) => publish(JSON.parse(data.toString()), socket))
  if (request.url?.includes('types=')) return
  viewers.add(socket)
  socket.once('close', () => viewers.delete(socket))
  socket.send(`{"type":"snapshot","cursor":"${epoch}:${offset}","events":[],"complete":true}`)
})
process.once('SIGTERM', () => process.exit(0))
