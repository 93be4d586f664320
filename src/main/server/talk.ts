import type { FastifyInstance } from 'fastify'
import type { ServerDeps } from './deps'

/** What the presenter alone sees of a scene. */
export interface ScriptEntry {
  readonly scene: number
  /** Markdown. */
  readonly notes?: string | undefined
  /** Seconds that are meant for it. */
  readonly plan?: number | undefined
}

/** `GET /api/talk`: title, notes and plan, for the presenter; no other route tells them. */
export function registerTalk(app: FastifyInstance, { talk, script }: ServerDeps): void {
  app.get('/api/talk', { config: { access: 'command' } }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { title: talk.title, scenes: script }
  })
}
