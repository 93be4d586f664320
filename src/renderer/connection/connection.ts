import type { Clock } from '../../shared/clock'
import { type Dispose, once } from '../../shared/dispose'
import { createServerClock } from '../../shared/server-clock'
import type { TransportName } from '../../shared/transports'
import type { ServerMessage, SnapshotBody } from '../../shared/wire'
import { type ConnectionState, stopped } from './machine'
import { createReplication, type Replica } from './replication'
import { runMachine } from './run-machine'
import type { Surroundings } from './surroundings'
import type { Transport } from './transport'

export interface ConnectionOptions {
  /** In order of preference; at least one. */
  readonly transports: readonly [Transport, ...Transport[]]
  /** Failures in a row before the next transport has its turn. */
  readonly afterFailures: number
  readonly clock: Clock
  random(): number
  readonly surroundings: Surroundings
  /** Something changed; `read` tells what. May be called thousands of times a second. */
  changed(): void
}

/** How the page is connected. */
export interface Link {
  /** `saved`: not at all, and never: the page shows what lies in its own file. */
  readonly phase: ConnectionState['phase'] | 'saved'
  /** The transport that is open or opening. */
  readonly transport: TransportName | null
  /** Times that a lost connection came back. */
  readonly reconnects: number
}

export interface Live extends Replica {
  readonly link: Link
  /** What to add to the page's clock to have the server's, in milliseconds. */
  readonly clockOffsetMs: number
}

/** The page's line to the server: it comes back by itself, and what it brings is in `read`. */
export interface Connection {
  /** Takes a snapshot that was fetched apart; before `start`. */
  begin(body: SnapshotBody): void
  start(): Dispose
  read(): Live
}

export function createConnection(options: ConnectionOptions): Connection {
  const { transports, clock, surroundings } = options
  const replication = createReplication()
  const serverClock = createServerClock()
  let preferredWorks = false
  let state: ConnectionState = stopped
  let opened = 0
  /** From a fallback to a try of the preferred transport, and back from it: no connection was lost. */
  let switching = false

  const stepped = (before: ConnectionState, now: ConnectionState): void => {
    state = now
    if (state.phase === 'open' && state.rank === 0) preferredWorks = true
    const wasTry = before.phase === 'connecting' && before.back !== null
    if (wasTry && state.phase === 'connecting' && state.back === null) preferredWorks = false
    if (state.phase === 'connecting') switching ||= state.back !== null
    else if (state.phase !== 'open') switching = false
    if (before.phase === state.phase) return
    if (state.phase === 'open') {
      if (!switching) opened++
      switching = false
      if (surroundings.hidden()) dispatch({ type: 'hidden' })
    }
    options.changed()
  }

  const open = (rank: number): Dispose => {
    const transport = transports[rank] ?? transports[0]
    return transport.open(replication.cursor, {
      heard: () => dispatch({ type: 'heard' }),
      closed: () => dispatch({ type: 'closed' }),
      received(text) {
        dispatch({ type: 'heard' })
        const parsed = transport.parse(text)
        if ('message' in parsed && parsed.message.every(take)) return options.changed()
        // A message that is not understood is a hole in what is known: only the beginning mends that.
        replication.forget()
        dispatch({ type: 'closed' })
      },
    })
  }

  const dispatch = runMachine({
    machine: {
      transports: transports.length,
      afterFailures: options.afterFailures,
      holdsConnection: (rank) => transports[rank]?.holdsConnection ?? false,
      preferredWorks: () => preferredWorks,
    },
    ...{ clock, random: options.random, open, stepped },
  })

  const take = (message: ServerMessage): boolean => {
    if (message.type === 'hello' || message.type === 'ping') serverClock.sample(message.now, clock.now())
    return replication.receive(message)
  }

  return {
    begin(body) {
      serverClock.sample(body.now, clock.now())
      replication.begin(body)
      options.changed()
    },
    start() {
      const unwatch = surroundings.watch((what) => dispatch({ type: what }))
      dispatch({ type: 'start' })
      return once(() => {
        unwatch()
        dispatch({ type: 'stop' })
      })
    },
    read() {
      const rank = state.phase === 'open' || state.phase === 'connecting' ? state.rank : null
      const transport = rank === null ? null : (transports[rank]?.name ?? null)
      const link = { phase: state.phase, transport, reconnects: Math.max(0, opened - 1) }
      return { ...replication.read(), link, clockOffsetMs: serverClock.offsetMs() }
    },
  }
}
