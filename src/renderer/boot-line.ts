import type { Clock } from '../shared/clock'
import { checkSnapshotBody, type SnapshotBody } from '../shared/wire'
import type { Page } from './boot'
import { type Connection, createConnection } from './connection/connection'
import { ipcTransport } from './connection/ipc'
import { pollTransport } from './connection/poll'
import { sseTransport } from './connection/sse'
import { pageSurroundings } from './connection/surroundings'
import type { Transport } from './connection/transport'
import { webSocketTransport } from './connection/ws'
import { snapshot } from './head-start'
import { shellPorts } from './shell'

/** The page's connection, by the transports that its server offers. */
export function lineOf(page: Page, clock: Clock, changed: () => void): Connection {
  const { lectern: shell } = window
  const [preferred = 'ws', ...others] = page.transports
  const remote = others.map((name) => transportOf(name, page, clock))
  const first = transportOf(preferred, page, clock)
  return createConnection({
    transports: shell ? [ipcTransport(shellPorts(shell, window)), first, ...remote] : [first, ...remote],
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

/** The snapshot that the page was begun with; null where it cannot be had. Never rejects. */
export async function firstSnapshot(): Promise<SnapshotBody | null> {
  const parsed = checkSnapshotBody(await snapshot())
  return 'message' in parsed ? parsed.message : null
}
