import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** A server in front of another that passes on the beginning of an embedding, and keeps the rest back. */
export interface HeldBack {
  readonly url: string
  /** True once an embedding has come as far as it may. */
  waiting(): boolean
  /** Lets the rest pass. */
  release(): void
  close(): Promise<void>
}

/** Passes on the first `bytes` of what is under `/data/`, and everything else as it is. */
export async function heldBack(port: number, bytes: number): Promise<HeldBack> {
  let waiting = false
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const server = createServer((request, response) => {
    const { headers, method, url: path } = request
    get({ port, path, method, headers }, async (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      if (!path?.startsWith('/data/')) return void answer.pipe(response)
      let passed = 0
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        const open = Math.max(0, bytes - passed)
        response.write(chunk.subarray(0, open))
        passed += chunk.length
        if (chunk.length <= open) continue
        waiting = true
        await released
        response.write(chunk.subarray(open))
      }
      response.end()
    })
  })
  const sockets = new Set<Duplex>()
  server.on('upgrade', (request, near) => {
    sockets.add(near)
    const far = connect(port, '127.0.0.1', () => {
      const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)
      far.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      near.pipe(far).pipe(near)
    })
    far.on('error', () => near.destroy())
    near.on('error', () => far.destroy())
    near.once('close', () => far.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    waiting: () => waiting,
    release,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
