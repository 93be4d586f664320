import type { Clock } from '../shared/clock'
import { parseSnapshotBody, type SnapshotBody } from '../shared/wire'
import type { Page } from './boot'
import { type Connection, createConnection } from './connection/connection'
import { pollTransport } from './connection/poll'
import { sseTransport } from './connection/sse'
import { pageSurroundings } from './connection/surroundings'
import type { Transport } from './connection/transport'
import { webSocketTransport } from './connection/ws'

/** The page's connection, by the transports that its server offers. */
export function lineOf(page: Page, clock: Clock, changed: () => void): Connection {
  const [preferred = 'ws', ...others] = page.transports
  return createConnection({
    transports: [transportOf(preferred, page, clock), ...others.map((name) => transportOf(name, page, clock))],
    afterFailures: page.poll.after_failures,
    clock,
    random: Math.random,
    surroundings: pageSurroundings(clock),
    changed,
  })
}

/** The registry of transports: a new one is one line here. */
function transportOf(name: Page['transports'][number], page: Page, clock: Clock): Transport {
  const { origin } = location
  switch (name) {
    case 'ws':
      return webSocketTransport(origin)
    case 'sse':
      return sseTransport(origin)
    case 'poll':
      return pollTransport({ origin, waitS: page.poll.wait_s, intervalS: page.poll.interval_s, clock })
  }
}

/** The snapshot that the page's head has already asked for; null where it cannot be had. Never rejects. */
export async function fetchSnapshot(): Promise<SnapshotBody | null> {
  try {
    // Bare, as the preload link asks: with any option the browser would ask twice.
    const response = await fetch('/api/snapshot')
    if (!response.ok) return null
    const parsed = parseSnapshotBody(await response.text())
    return 'message' in parsed ? parsed.message : null
  } catch {
    return null
  }
}
