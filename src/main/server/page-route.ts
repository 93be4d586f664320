import { readFile, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { jsonOrNull } from '../../shared/json-text'
import type { ServerDeps } from './deps'
import { type ChunkLinks, chunkLinks } from './manifest'
import { cloudLinks, embeddingScene, needsEmbedding, renderPage, viewOf } from './page'
import { isGrant } from './verdict'
import type { WayIn } from './way-in'

interface Built {
  readonly stamp: number
  readonly html: string
  readonly scatter: ChunkLinks
}

export interface PageOptions {
  /** Tells whose page is the stage where it does not say which view it is. */
  isOwnScreen(request: IncomingMessage): boolean
  /** Where the audience gets in. */
  wayIn(): WayIn
}

/** `GET /`. */
export function registerPage(app: FastifyInstance, deps: ServerDeps, { isOwnScreen, wayIn }: PageOptions): void {
  const built = readBuilt(deps.rendererDir)
  type Query = { view?: unknown; scene?: unknown; transport?: unknown }
  app.get<{ Querystring: Query }>('/', { config: { access: 'public' } }, async (request, reply) => {
    const page = await built()
    reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    if (!page) return reply.code(503).send(notBuilt)
    const verdict = deps.access.verdict(request.raw)
    const grant = isGrant(verdict) ? verdict : null
    // A program that publishes has no screen; what asks for the page is a browser.
    const role = grant?.role === 'producer' ? 'audience' : (grant?.role ?? null)
    const view = viewOf(request.query.view, role === 'presenter' || isOwnScreen(request.raw))
    const scene = request.query.scene === undefined ? undefined : String(request.query.scene)
    const deckScene = deps.broadcaster.replica.read('deck').at(-1)?.payload.scene ?? null
    const scatter = needsEmbedding(view, scene, deckScene, deps.talk)
    // A page in the shell is handed what others fetch.
    const fetches = role !== null && request.query.transport !== 'ipc'
    const embedding = scatter && fetches ? deps.embeddings.current() : null
    const links = scatter ? page.scatter : { modules: [], styles: [] }
    const { title, scenes, theme, palette, transports, poll } = deps.talk
    // It may hold the audience's token, which nobody hands on but the presenter.
    const join = role === 'presenter' ? wayIn() : notTold
    const boot = { title, scenes, theme, palette, view, role, transports, poll, join }
    return renderPage(page.html, {
      ...{ boot, scatter: links, scatterFirst: Number(scene ?? deckScene ?? scenes[0]) === embeddingScene },
      ...{
        fetches: fetches ? ['/api/snapshot'] : [],
        embedding: cloudLinks(embedding, request.headers['save-data'] === 'on'),
      },
    })
  })
}

/** Reads `index.html` and the manifest, again when a build has replaced them. */
function readBuilt(dir: string): () => Promise<Built | null> {
  const file = join(dir, 'index.html')
  let known: Built | null = null
  return async () => {
    const info = await stat(file).catch(() => null)
    if (!info) return null
    if (known?.stamp === info.mtimeMs) return known
    const manifest = await readFile(join(dir, '.vite', 'manifest.json'), 'utf8').then(jsonOrNull, () => null)
    known = {
      stamp: info.mtimeMs,
      html: await readFile(file, 'utf8'),
      scatter: chunkLinks(manifest, 's11-embedding/scatter.'),
    }
    return known
  }
}

const notTold = { why: 'The presenter’s screen shows the audience’s address: press q there.' }
const notBuilt = '<!doctype html><meta name="color-scheme" content="dark"><p>The page is not built: npm run build'
