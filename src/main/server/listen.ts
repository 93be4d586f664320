import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long a request that is under way at the end may take, in milliseconds. */
const GRACE_MS = 1_000

/**
 * Listens; the undo ends within two seconds: no new requests, then what still holds a connection is cut.
 * @throws one sentence: which address, why, and how to mend it.
 */
export async function listen(
  app: FastifyInstance,
  host: string,
  port: number,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  app.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  try {
    // For `localhost` fastify would open a second server, whose sockets nobody here knows.
    await app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port })
  } catch (error) {
    await app.close()
    throw new Error(sentence(error, host, port))
  }
  const address = app.server.address()
  let closing: Promise<void> | null = null
  const close = async () => {
    // WebSockets and event streams are connections that would never end by themselves.
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, GRACE_MS)
    await app.close()
    clearTimeout(cut)
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close() {
      closing ??= close()
      return closing
    },
  }
}

function sentence(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const place = `port ${port} of ${host}`
  switch (code) {
    case 'EADDRINUSE':
      return `${place} is taken: stop the program that listens there, or choose another with --port (0 takes a free one)`
    case 'EACCES':
      return `${place} is not allowed to this user: choose a port above 1023 with --port`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: give one of its own with --host`
    default:
      return `${place} cannot be listened on (${code || 'no reason given'}): choose another with --host and --port`
  }
}
