import { createHash } from 'node:crypto'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { pino } from 'pino'
import { onTestFinished, vi } from 'vitest'
import { systemClock } from '../../../shared/clock'
import { held, tinyRetention } from '../../../shared/testing/events'
import type { Payload } from '../../../shared/topics'
import { type Broadcaster, createBroadcaster } from '../../broadcaster/broadcaster'
import type { Subscription } from '../../broadcaster/pump'
import { createTestClient, createTestSubscriber } from '../../broadcaster/testing/client'
import { type Relay, startRelay } from '../relay'
import type { NatsServer } from './nats-server'

/** A node of a test: a broadcaster on a relay, without a server in front. */
export interface TestNode {
  readonly broadcaster: Broadcaster
  readonly relay: Relay
  /** Embeddings by name. */
  readonly bytes: Map<string, Uint8Array>
  held(): unknown
}

/** Waits until `check` passes: what NATS carries takes its time. */
export const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 })

const pace = { lookMs: 100, everyMs: 300, everyEvents: 200 }

export async function startNode(nats: NatsServer, bytes = new Map<string, Uint8Array>()): Promise<TestNode> {
  const broadcaster = createBroadcaster({
    clock: systemClock,
    retention: tinyRetention,
    journal: { events: 500, bytes: 1e6 },
  })
  const relay = await startRelay({
    address: { servers: [`127.0.0.1:${nats.port}`], tls: false, login: null },
    local: broadcaster,
    retention: tinyRetention,
    embeddings: {
      stream: (sha256) => bytes.get(sha256) ?? null,
      restore({ sha256 }, stream) {
        if (sha256 !== sha256Of(stream)) return false
        bytes.delete(sha256) // the one that was restored last stands last
        bytes.set(sha256, stream)
        return true
      },
    },
    clock: systemClock,
    log: pino({ level: process.env.LECTERN_TEST_LOG ?? 'silent' }),
    pace,
  })
  onTestFinished(() => relay.close())
  return { broadcaster, relay, bytes, held: () => held(broadcaster.replica) }
}

/** A browser that goes from node to node with what it holds. */
export function createTraveller() {
  const client = createTestClient(tinyRetention)
  let subscription: Subscription | null = null
  return {
    client,
    leave: () => subscription?.close(),
    goTo({ broadcaster }: TestNode) {
      subscription?.close()
      subscription = broadcaster.open(createTestSubscriber(null, 40, client.tell), client.cursor)
    },
    held: () => held(client.replica),
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function snapshotOf(bytes: Uint8Array): Payload<'embedding_snapshot'> {
  const sha256 = sha256Of(bytes)
  return {
    sha256,
    rows: 1,
    bytes: bytes.length,
    url: `/data/${sha256}.arrow`,
    source: 'knn_v1.parquet',
    modified_at: 0,
    categories: { host_id: [], profile: [] },
    bounds: { min: [0, 0, 0], max: [1, 1, 1] },
  }
}

/** What an operator does to the stream. */
export async function administer<T>(
  nats: NatsServer,
  act: (manager: Awaited<ReturnType<typeof jetstreamManager>>) => Promise<T>,
): Promise<T> {
  const link = await connect({ port: nats.port })
  try {
    return await act(await jetstreamManager(link))
  } finally {
    await link.close()
  }
}
