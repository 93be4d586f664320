import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../shared/clock'
import { type CommandTable, runCommand } from '../../shared/command'
import type { LimitHits, ServerDeps } from './deps'
import type { Limits } from './limits'
import { createTally } from './tally'

const MINUTE_MS = 60_000

/** What a command came to: what is answered, why it did nothing, or the limit that it met. */
export type Commanded = { readonly done: object } | { readonly error: string; readonly limited: boolean }

/** The one way in for commands, whatever carries them. A key that sticks does not flood the stream. */
export function createCommander(
  table: CommandTable,
  { clock, limits, limitHits }: { readonly clock: Clock; readonly limits: Limits; readonly limitHits: LimitHits },
): (input: unknown) => Promise<Commanded> {
  const recent = createTally(limits.commands_per_minute + 1, MINUTE_MS)
  return async (input) => {
    if (recent.hit(clock.now())) {
      limitHits.hit('commands_per_minute')
      return { error: 'too many commands (limit "commands_per_minute"); wait a moment', limited: true }
    }
    const result = await runCommand(table, input)
    return 'error' in result ? { ...result, limited: false } : result
  }
}

/** `POST /api/command`: the presenter's hands, from wherever they are. */
export function registerCommand(app: FastifyInstance, { command, limits }: ServerDeps): void {
  const config = { access: 'command' } as const
  app.post('/api/command', { config, bodyLimit: limits.audience_message }, async (request, reply) => {
    const result = await command(json(request.body))
    reply.header('cache-control', 'no-store')
    if ('done' in result) return result.done
    return reply.code(result.limited ? 429 : 400).send({ error: result.error })
  })
}

function json(bytes: unknown): unknown {
  try {
    return JSON.parse(String(bytes))
  } catch {
    return null
  }
}
