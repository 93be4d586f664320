import type { TopicFilter } from '../../shared/sticky-cache'
import type { TransportName } from '../../shared/transports'
import type { Role } from '../../shared/wire'
import type { Delivery } from '../broadcaster/delivery'
import { QUIET_MS, type Subscriber } from '../broadcaster/pump'
import type { ServerDeps } from './deps'

/** Bytes on their way to a client past which it is not written to. */
export const UNSENT_BYTES = 256 * 1024

/** A client unheard, or not reading, for so long is closed, in milliseconds. */
export const UNHEARD_MS = 120_000

const AUDIENCE_TICK_MS = 100

/** A socket as the pump needs it. */
export interface Pipe {
  readonly transport: TransportName
  readonly role: Role
  readonly filter: TopicFilter
  encode(delivery: Delivery): Buffer
  write(bytes: Buffer): void
  /** Bytes that were written and are not yet on the network; infinite for one that closes. */
  unsent(): number
}

/** While events keep coming, how often a client of this role is told. */
export function tickOf(role: Role): number {
  return role === 'audience' ? AUDIENCE_TICK_MS : QUIET_MS
}

export function subscriberOf(pipe: Pipe, { traffic }: Pick<ServerDeps, 'traffic'>): Subscriber {
  return {
    filter: pipe.filter,
    tickMs: tickOf(pipe.role),
    writable: () => pipe.unsent() < UNSENT_BYTES,
    send(delivery) {
      const bytes = pipe.encode(delivery)
      pipe.write(bytes)
      traffic.delivered(pipe.transport, delivery, bytes.length)
    },
  }
}

/** False, and noted, where the server holds as many clients as it may. */
export function hasRoom({ broadcaster, limits, limitHits }: ServerDeps): boolean {
  if (broadcaster.clients < limits.clients) return true
  limitHits.hit('clients')
  return false
}

/** The refusal of HTTP where there is no room. */
export const noRoom = { error: 'the server is full (limit "clients"); try again in a moment' }
