import { once } from 'node:events'
import { createServer, request } from 'node:http'

/** A page of this bench's own, by its path, or a change of the server's HTML by its query. */
export interface FrontOptions {
  readonly target: string
  /** Pages and scripts of the bench by path. */
  readonly pages: ReadonlyMap<string, string>
  /** Applied to the page where its address ends in `&late`. */
  late(html: string): string
}

/** Stands before the server for every page that is compared, so that all of them pay for the way through it. */
export async function startFront({ target, pages, late }: FrontOptions): Promise<{ url: string; stop(): void }> {
  const { host, hostname, port } = new URL(target)
  const server = createServer((asked, answer) => {
    const path = asked.url ?? '/'
    const own = pages.get(path)
    if (own !== undefined) {
      const type = path.endsWith('.js') ? 'text/javascript' : 'text/html'
      return answer.writeHead(200, { 'content-type': type }).end(own)
    }
    // The server answers only those that ask for it by its own name.
    const headers = { ...asked.headers, host, ...(asked.headers.origin === undefined ? {} : { origin: target }) }
    const change = path.endsWith('&late')
    const forward = request({ hostname, port, path, method: asked.method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      if (!change) return reply.pipe(answer)
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('end', () => {
        const html = Buffer.from(late(Buffer.concat(chunks).toString()))
        // The length that was announced stays true: what is taken out is filled with blanks.
        answer.end(Buffer.concat([html, Buffer.alloc(Number(reply.headers['content-length']) - html.length, ' ')]))
      })
    })
    forward.on('error', () => answer.destroy())
    asked.pipe(forward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address === 'string' || !address) throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, stop: () => void server.close() }
}
