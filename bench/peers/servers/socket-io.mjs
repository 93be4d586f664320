// node socket-io.mjs PORT: each published event is emitted to everybody, as Socket.IO's documentation does it.
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  serveClient: false,
  maxHttpBufferSize: 1e7,
})
let offset = 0

io.on('connection', (socket) => {
  socket.on('publish', (events, answer) => {
    const timestamp = Date.now() / 1000
    for (const { type, payload } of events)
      io.to('room').emit('event', { id: `${'0'.repeat(16)}:${++offset}`, type, payload, timestamp, origin: 'live' })
    answer()
  })
  if (socket.handshake.query.role === 'viewer') socket.join('room')
})
http.listen(Number(process.argv[2]), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
