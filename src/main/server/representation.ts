import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** Below this a coding saves less than its header costs, in bytes. */
const WORTH_CODING = 1_024
/** Cheap levels: the first one who asks waits for them. Below 5, brotli is larger than gzip on columns of numbers. */
const BROTLI_QUALITY = 5
const GZIP_LEVEL = 5

export type Coding = 'br' | 'gzip'

/** Bytes with their headers. Each coding is made once, off the main thread, when it is first asked for. */
export interface Representation {
  readonly bytes: Buffer
  readonly headers: Readonly<Record<string, string>>
  /** Quoted, as it stands in the header. */
  readonly etag: string
  /** Null where the bytes do not become smaller; it resolves with null where coding them failed. */
  readonly coded: ((coding: Coding) => Promise<Buffer | null>) | null
}

export function representation(
  bytes: Buffer,
  etag: string,
  headers: Readonly<Record<string, string>>,
  compressible: boolean,
): Representation {
  const code = (coding: Coding) =>
    coding === 'br' ? brotli(bytes, brotliOptions(bytes.length)) : gzipped(bytes, { level: GZIP_LEVEL })
  return { bytes, etag, headers, coded: compressible && bytes.length >= WORTH_CODING ? codedOnce(code) : null }
}

/** Whoever asks for a coding while it is made waits for that; where it fails they get null, and the next one has it made again. */
export function codedOnce(code: (coding: Coding) => Promise<Buffer>): (coding: Coding) => Promise<Buffer | null> {
  const made = new Map<Coding, Promise<Buffer | null>>()
  return (coding) => {
    const known = made.get(coding)
    if (known) return known
    const making = code(coding).catch(() => {
      made.delete(coding)
      return null
    })
    made.set(coding, making)
    return making
  }
}

/** Answers with a representation in the best coding that the client takes, or 304 where it has it. */
export async function answer(request: FastifyRequest, reply: FastifyReply, found: Representation): Promise<Buffer> {
  reply.headers({ ...found.headers, etag: found.etag })
  if (found.coded) reply.header('vary', ['accept-encoding', reply.getHeader('vary') ?? []].flat().join(', '))
  if (matches(request.headers['if-none-match'], found.etag)) {
    reply.code(304)
    return reply.send()
  }
  const coding = codingFor(request.headers['accept-encoding'])
  const coded = coding && (await found.coded?.(coding))
  // Where there was no memory for the coding, the bytes are there as they are.
  return coded ? reply.header('content-encoding', coding).send(coded) : reply.send(found.bytes)
}

/** Weak comparison, as `If-None-Match` asks for (RFC 9110, 13.1.2). */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  const strong = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => strong(tag) === strong(etag))
}

/** The smaller coding of those that the client takes. */
export function codingFor(acceptEncoding: string | string[] | undefined): Coding | null {
  const accepted = String(acceptEncoding ?? '')
    .split(',')
    .map((part) => part.split(';').map((word) => word.trim().toLowerCase()))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name)
  if (accepted.includes('br')) return 'br'
  return accepted.includes('gzip') ? 'gzip' : null
}

function brotliOptions(size: number) {
  return { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: size } }
}
