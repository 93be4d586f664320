import type { FastifyInstance } from 'fastify'
import { type CommandTable, howToCommand, runCommand } from '../../shared/command'
import { parseJson } from '../../shared/json-text'
import type { ServerDeps } from './deps'
import { createSlidingWindow } from './sliding-window'

const MINUTE_MS = 60_000

/** What a command came to: what is answered, or why it did nothing, with the status that says so over HTTP. */
export type Commanded = { readonly done: object } | { readonly error: string; readonly status: 400 | 429 | 500 }

/** The one way in for commands, whatever carries them: it never rejects. A key that sticks does not flood the stream. */
export function createCommander(
  table: CommandTable,
  { clock, log, limits, limitHits }: Pick<ServerDeps, 'clock' | 'log' | 'limits' | 'limitHits'>,
): (input: unknown) => Promise<Commanded> {
  const recent = createSlidingWindow(limits.commands_per_minute + 1, MINUTE_MS)
  return async (input) => {
    if (recent.hit(clock.elapsed())) {
      limitHits.hit('commands_per_minute')
      return { error: 'too many commands (limit "commands_per_minute"); wait a moment', status: 429 }
    }
    try {
      const result = await runCommand(table, input)
      return 'error' in result ? { ...result, status: 400 } : result
    } catch (error) {
      log.error({ err: error }, 'a command failed')
      return { error: 'the server failed at this command; its log says why', status: 500 }
    }
  }
}

/** `POST /api/command`: the presenter's hands, from wherever they are. */
export function registerCommand(app: FastifyInstance, { command }: Pick<ServerDeps, 'command'>): void {
  const config = { access: 'command' } as const
  app.post('/api/command', { config }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const text = String(request.body ?? '')
    if (text === '') return reply.code(400).send({ error: `the body is empty; ${howToCommand}` })
    const body = parseJson(text)
    if ('error' in body) return reply.code(400).send({ error: `the body is not JSON: ${body.error}` })
    const result = await command(body.value)
    if ('done' in result) return result.done
    return reply.code(result.status).send({ error: result.error })
  })
}
