import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ARROW_STREAM } from '../../shared/arrow'
import { SAMPLE_POINTS } from '../../shared/embedding-sample'
import { isLoopback } from '../addresses'
import type { Gatekeeper } from './access'
import type { ServerDeps } from './deps'
import { answer, type Representation, representation } from './representation'
import { whenOver } from './when-over'

/** `/data`: the embeddings, too big to ride in an event. */
export function registerData(app: FastifyInstance, deps: ServerDeps, gatekeeper: Pick<Gatekeeper, 'asked'>): void {
  const { embeddings, limits } = deps
  const columns = columnsOnce(deps)

  const arrow = arrowOnce(deps)
  const sample = sampleOnce(deps)
  // What came through a proxy came from afar, whether or not the proxy is one that is believed.
  const far = (request: FastifyRequest) => {
    const { address, forwarded } = gatekeeper.asked(request.raw)
    return forwarded || !isLoopback(address)
  }

  app.get('/data/embedding.arrow', async (request, reply) => {
    const current = embeddings.current()
    const found = current && arrow(current.sha256, far(request))
    reply.header('cache-control', 'private, no-cache')
    return found ? answer(request, reply, found) : missing(reply)
  })
  app.get('/data/embedding.json', async (request, reply) => {
    const found = await columns()
    return found ? answer(request, reply, found) : missing(reply)
  })
  type Named = { Params: { sha256: string }; Querystring: { points?: unknown } }
  app.get<Named>('/data/:sha256(^[0-9a-f]{64}).arrow', async (request, reply) => {
    const { sha256 } = request.params
    const { points } = request.query
    if (points !== undefined && points !== String(SAMPLE_POINTS)) return notOffered(reply)
    const found = points === undefined ? arrow(sha256, far(request)) : await sample(sha256)
    if (found) reply.header('cache-control', 'private, max-age=31536000, immutable')
    return found ? answer(request, reply, found) : missing(reply)
  })

  // One at a time, from the first byte of its body to the end of its reading: two would hold twice the limit.
  let arriving: FastifyRequest | null = null
  let reading = false
  const arrived = (request: FastifyRequest) => {
    if (arriving === request) arriving = null
  }
  app.put(
    '/data/embedding',
    {
      config: { access: 'publish' },
      bodyLimit: limits.upload,
      preParsing: async (request, reply, body) => {
        if (arriving || reading) {
          await reply
            .code(503)
            .header('retry-after', '5')
            .send({ error: 'another upload is under way; send it again after that' })
          return body
        }
        arriving = request
        whenOver(request, reply.raw, () => arrived(request))
        return body
      },
    },
    async (request, reply) => {
      arrived(request)
      if (!Buffer.isBuffer(request.body) || request.body.length === 0) {
        return reply.code(400).send({ error: 'the body is empty; send a parquet file or an Arrow stream' })
      }
      // Its client may leave; the bytes are held until they are read.
      reading = true
      try {
        const result = await embeddings.upload(request.body)
        return 'error' in result ? reply.code(400).send({ error: result.error }) : result
      } finally {
        reading = false
      }
    },
  )
}

/**
 * An embedding as Arrow, coded once for all who are `far`. Of 150,000 rows brotli takes 2.9 MB to 1.5 MB in 0.15 s;
 * over loopback that would only delay the first frame.
 */
function arrowOnce({ embeddings }: ServerDeps): (sha256: string, far: boolean) => Representation | null {
  const made = new WeakMap<Uint8Array, Record<'near' | 'far', Representation>>()
  return (sha256, far) => {
    const bytes = embeddings.stream(sha256)
    if (!bytes) return null
    const of = (compressible: boolean) =>
      representation(view(bytes), `W/"${sha256}"`, { 'content-type': ARROW_STREAM }, compressible)
    const both = made.get(bytes) ?? { near: of(false), far: of(true) }
    made.set(bytes, both)
    return both[far ? 'far' : 'near']
  }
}

/** The sample of an embedding, coded for everybody: who asks for it counts bytes. */
function sampleOnce({ embeddings }: ServerDeps): (sha256: string) => Promise<Representation | null> {
  const made = new WeakMap<Uint8Array, Representation>()
  return async (sha256) => {
    const bytes = await embeddings.sample(sha256)
    if (!bytes) return null
    const etag = `W/"${sha256}-${SAMPLE_POINTS}"`
    const found = made.get(bytes) ?? representation(view(bytes), etag, { 'content-type': ARROW_STREAM }, true)
    made.set(bytes, found)
    return found
  }
}

/** The current embedding by column, coded once per name. */
function columnsOnce({ embeddings }: ServerDeps): () => Promise<Representation | null> {
  let made: { readonly sha256: string; readonly found: Representation } | null = null
  return async () => {
    const current = embeddings.current()
    const bytes = await embeddings.json()
    if (!current || !bytes) return null
    if (made?.sha256 === current.sha256) return made.found
    const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-cache' }
    made = { sha256: current.sha256, found: representation(view(bytes), `W/"${current.sha256}"`, headers, true) }
    return made.found
  }
}

function notOffered(reply: FastifyReply) {
  return reply.code(400).send({ error: `points: only ${SAMPLE_POINTS} is offered; leave it out for all points` })
}

function missing(reply: FastifyReply) {
  return reply
    .code(404)
    .send({ error: 'there is no such embedding (any more); ask /data/embedding.arrow for the current one' })
}

/** The same memory as a Buffer. */
function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
