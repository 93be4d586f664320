import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { ServerDeps } from './deps'
import { answer, type Representation, representation } from './representation'

/** Bytes of files that are held, before coding; past that the ones longest unused are read again. */
const HELD_BYTES = 64 * 1024 * 1024

/** Folders and files without a leading dot: neither `..` nor Vite's `.vite` can be named. */
const PATH = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/

const types: Readonly<Record<string, { readonly type: string; readonly compressible: boolean }>> = {
  '.js': { type: 'text/javascript; charset=utf-8', compressible: true },
  '.css': { type: 'text/css; charset=utf-8', compressible: true },
  '.svg': { type: 'image/svg+xml', compressible: true },
  '.json': { type: 'application/json', compressible: true },
  '.map': { type: 'application/json', compressible: true },
  '.wasm': { type: 'application/wasm', compressible: true },
  '.woff2': { type: 'font/woff2', compressible: false },
  '.png': { type: 'image/png', compressible: false },
  '.webp': { type: 'image/webp', compressible: false },
}

/** The built page's files, coded once and held: a thousand phones ask for the same few. */
export function registerAssets(app: FastifyInstance, { rendererDir, log }: ServerDeps): void {
  const held = new Map<string, { readonly stamp: string; readonly found: Representation }>()
  let heldBytes = 0

  const read = async (path: string): Promise<Representation | null> => {
    if (!PATH.test(path)) return null
    const file = join(rendererDir, 'assets', path)
    const info = await stat(file).catch(() => null)
    if (!info?.isFile()) return null
    const stamp = `${info.mtimeMs}/${info.size}`
    const known = held.get(path)
    if (known) {
      held.delete(path) // re-inserted at the end, so the first one is the longest unused
      if (known.stamp === stamp) {
        held.set(path, known)
        return known.found
      }
      heldBytes -= known.found.bytes.length
    }
    const found = await fileRepresentation(file)
    held.set(path, { stamp, found })
    heldBytes += found.bytes.length
    for (const [oldest, { found: old }] of held) {
      if (heldBytes <= HELD_BYTES || oldest === path) break
      held.delete(oldest)
      heldBytes -= old.bytes.length
    }
    return found
  }

  app.get<{ Params: { '*': string } }>('/assets/*', { config: { access: 'public' } }, async (request, reply) => {
    const found = await read(request.params['*'])
    if (!found) return reply.code(404).send({ error: 'there is no such file in this build; reload the page' })
    return answer(request, reply, found)
  })
  // Asked for where a page names no icon; an error would stand in its console.
  app.get('/favicon.ico', { config: { access: 'public' } }, (_request, reply) => reply.code(204).send())

  app.addHook('onListen', async () => {
    const names = await readdir(join(rendererDir, 'assets')).catch(() => [])
    for (const name of names) await (await read(name))?.coded?.('br')
    log.debug(`${names.length} files of the page are ready`)
  })
}

async function fileRepresentation(file: string): Promise<Representation> {
  const bytes = await readFile(file)
  const { type, compressible } = types[extname(file)] ?? { type: 'application/octet-stream', compressible: false }
  const etag = `W/"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`
  // The build names files by their content, so an address never changes its meaning.
  const headers = { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' }
  return representation(bytes, etag, headers, compressible)
}
