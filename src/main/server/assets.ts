import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { ServerDeps } from './deps'
import { holdFiles } from './held-files'
import { answer, type Representation, representation } from './representation'

/** Bytes of files that are held, before coding. */
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
  const find = holdFiles(HELD_BYTES, fileRepresentation)

  const read = async (path: string): Promise<Representation | null> => {
    if (!PATH.test(path)) return null
    const file = join(rendererDir, 'assets', path)
    const info = await stat(file).catch(() => null)
    return info?.isFile() ? find(file, { stamp: `${info.mtimeMs}/${info.size}`, bytes: info.size }) : null
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
