import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A network between a client and a server that does what networks do. */
export interface FaultyNetwork {
  readonly url: string
  /** Nothing passes until `flow`, and nobody is told. */
  stall(): void
  /** The connections that are there stay silent for ever, and nobody is told; new ones pass. */
  strand(): void
  /** What was held back passes, and all that follows. */
  flow(): void
  /** Every connection ends at once, and none is taken until `flow`. */
  cut(): void
  /** Everything comes so much later, in milliseconds. */
  delay(ms: number): void
  close(): Promise<void>
}

/** Stands in front of `port` of this machine. */
export async function startNetwork(port: number): Promise<FaultyNetwork> {
  let state: 'flowing' | 'stalled' | 'cut' = 'flowing'
  let delayMs = 0
  const sockets = new Set<Socket>()
  const stranded = new Set<Socket>()
  const held = (socket: Socket) => state === 'stalled' || stranded.has(socket)
  const apply = (socket: Socket) => void (held(socket) ? socket.pause() : socket.resume())

  const pipe = (from: Socket, to: Socket) => {
    sockets.add(from)
    apply(from)
    from.on('data', (bytes) => {
      const pass = () => void (to.writable && !to.write(bytes) && from.pause())
      if (delayMs > 0) setTimeout(pass, delayMs)
      else pass()
    })
    to.on('drain', () => apply(from))
    from.on('error', () => {}) // told by `close`
    from.once('close', () => {
      sockets.delete(from)
      if (!held(to)) to.destroy()
    })
  }

  const server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const far = connect(port, '127.0.0.1')
    pipe(near, far)
    pipe(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the proxy has no port')

  const become = (next: typeof state) => {
    state = next
    for (const socket of sockets) apply(socket)
  }
  const cut = () => {
    become('cut')
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    stall: () => become('stalled'),
    strand() {
      for (const socket of sockets) stranded.add(socket)
      become('flowing')
    },
    flow: () => become('flowing'),
    cut,
    delay(ms) {
      delayMs = ms
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
