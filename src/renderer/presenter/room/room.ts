import * as z from 'zod/mini'
import { counted, milliseconds, whole } from '../../../shared/format'

const source = z.object({
  state: z.string(),
  message: z.optional(z.string()),
  /** Epoch seconds of its newest value. */
  updated_at: z.nullish(z.number()),
})
export type SourceHealth = z.infer<typeof source>

/** `GET /api/room`. */
export const roomSchema = z.object({
  clients: z.array(z.object({ transport: z.string(), role: z.string(), count: z.number() })),
  slowest: z.nullable(z.object({ transport: z.string(), role: z.string(), events: z.number(), seconds: z.number() })),
  sources: z.record(z.string(), source),
})
export type Room = z.infer<typeof roomSchema>

/** Screens that listen: not those of the presenter, and no producers. */
export function audienceOf({ clients }: Room): number {
  return clients.reduce((sum, { role, count }) => sum + (role === 'audience' ? count : 0), 0)
}

/** `40 over ws, 2 over poll`. */
export function clientsText({ clients }: Room): string {
  const byTransport = new Map<string, number>()
  for (const { transport, count } of clients) byTransport.set(transport, (byTransport.get(transport) ?? 0) + count)
  return [...byTransport].map(([transport, count]) => `${whole(count)} over ${transport}`).join(', ') || 'nobody'
}

/** The slowest client's lag in words; it is called slow past a second. */
export function slowestText({ slowest }: Room): string {
  if (slowest === null) return 'nobody is here'
  if (slowest.events === 0) return 'all are up to date'
  const { transport, role, events, seconds } = slowest
  return `${role} over ${transport}: ${counted(events, 'event')}, ${milliseconds(seconds * 1000)} behind`
}

export const isSlow = ({ slowest }: Room): boolean => slowest !== null && slowest.events > 0 && slowest.seconds > 1

/** All sources in one phrase: what is broken counts, what has no files is no fault. */
export function sourcesText({ sources }: Room): string {
  const states = Object.values(sources).map(({ state }) => state)
  const broken = states.filter((state) => state === 'broken').length
  if (broken > 0) return `${broken} of ${states.length} broken`
  const well = states.filter((state) => state === 'ok').length
  return well > 0 ? `${well} well` : 'none'
}
