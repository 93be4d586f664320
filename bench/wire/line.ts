import { connect, type Socket } from 'node:net'

/** A raw socket, and a decoder that sees its bytes as they come. */
export interface Line {
  write(data: string | Buffer): void
  close(): void
}

/** All sockets are read into one buffer: what a decoder wants to keep, it copies. */
const shared = Buffer.allocUnsafe(256 * 1024)
const RETRY_MS = 20
const PATIENCE_MS = 10_000

/** Connects, also to a server that is still starting. `hear` may not keep the chunk. */
export async function openLine(port: number, hear: (chunk: Buffer) => void): Promise<Line> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const socket = await attempt(port, hear)
    if (socket) return { write: (data) => void socket.write(data), close: () => socket.destroy() }
    if (performance.now() > end) throw new Error(`nobody listens on port ${port}`)
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

function attempt(port: number, hear: (chunk: Buffer) => void): Promise<Socket | null> {
  return new Promise((resolve) => {
    const callback = (bytes: number, buffer: Uint8Array) => {
      hear(Buffer.from(buffer.buffer, buffer.byteOffset, bytes))
      return true
    }
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: shared, callback } })
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(null))
    socket.on('error', () => {})
  })
}
