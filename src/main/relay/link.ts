import { connect, type NatsConnection } from '@nats-io/transport-node'
import { type NatsServers, serverNames } from './servers'

/** Longest wait for an answer of NATS, in milliseconds. */
export const ANSWER_MS = 2_000

/**
 * A connection that comes back by itself for as long as it is not closed.
 * @throws {Error} one sentence, where NATS cannot be reached at the start
 */
export async function openLink(address: NatsServers): Promise<NatsConnection> {
  const { servers, login, tls } = address
  try {
    return await connect({
      servers: [...servers],
      ...login,
      ...(tls ? { tls: {} } : {}),
      name: 'lectern',
      timeout: 5_000,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
      reconnectJitter: 500,
      // A server that hangs is as good as gone: the default would notice after four minutes.
      pingInterval: 5_000,
      maxPingOut: 2,
    })
  } catch (error) {
    throw new Error(
      `--nats ${serverNames(address)}: cannot be reached (${why(error)}); start nats-server --jetstream there, or leave --nats out`,
    )
  }
}

/** Tells when the connection is lost and when it is back, until it is closed. */
export async function watchLink(link: NatsConnection, events: { lost(): void; back(): void }): Promise<void> {
  for await (const { type } of link.status()) {
    if (type === 'disconnect') events.lost()
    if (type === 'reconnect') events.back()
  }
}

/** An error of NATS in a few words. */
export function why(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given'
  return (error.message || error.name).toLowerCase().replace(/[.\s]+$/, '')
}
