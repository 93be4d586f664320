import type { Logger } from 'pino'
import { type Clock, within } from '../../shared/clock'
import type { EventDraft } from '../../shared/event'
import type { Outcome, Sequencer } from '../../shared/sequencer'
import type { RetentionTable } from '../../shared/topics'
import { openCluster } from './cluster'
import { embeddingExchange, type HeldEmbeddings } from './embeddings'
import { createFollower, type LocalLog } from './follower'
import type { CheckpointPace } from './life'
import { openLink, watchLink } from './link'
import { startMember } from './member'
import { oneAtATime } from './one-at-a-time'
import { createOutbox } from './outbox'
import { store } from './publisher'
import { type NatsServers, serverNames } from './servers'

/** Events of the program that are sent in one go. */
const SENT_AT_ONCE = 256
/** For so long a start waits until it holds the cluster's log. */
const READY_MS = 30_000

/** For so long an end waits for what is owed. */
const CLOSE_MS = 500

const defaultPace = { lookMs: 1_000, everyMs: 10_000, everyEvents: 5_000 }

export interface RelayOptions {
  readonly address: NatsServers
  /** The broadcaster: its clients are told what comes from the stream. */
  readonly local: LocalLog
  readonly retention: RetentionTable
  readonly embeddings: HeldEmbeddings
  readonly clock: Clock
  readonly log: Logger
  readonly pace?: CheckpointPace & { readonly lookMs: number }
}

/** For `/healthz`. */
interface RelayHealth {
  readonly state: 'connected' | 'catching up' | 'out of reach'
  readonly servers: readonly string[]
  /** One sentence where NATS is out of reach. */
  readonly message?: string
  /** Epoch seconds since when it is. */
  readonly since?: number
}

/** This server as one node of a cluster: the log is a JetStream stream, and what it retains is computed by every node. */
export interface Relay extends Sequencer {
  health(): RelayHealth
  /** Sends what is still owed, for a moment, and leaves. */
  close(): Promise<void>
}

/**
 * Joins the cluster; resolves when the stream as it was at the start is applied.
 * @throws {Error} one sentence, where NATS cannot be reached or does not give the log
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { address, local, clock, log } = options
  const link = await openLink(address)
  const cluster = await openCluster(link)
  const follower = createFollower(local)
  const exchange = embeddingExchange(cluster, options.embeddings, log)
  const outbox = createOutbox(options.retention)

  let ready = () => {}
  const joined = new Promise<void>((resolve) => {
    ready = resolve
  })
  const member = startMember({
    cluster,
    follower,
    clock,
    log,
    pace: options.pace ?? defaultPace,
    exchange,
    current() {
      ready()
      void sendOwed()
    },
  })

  void watchLink(link, { lost: () => member.leave('the connection is lost'), back: member.look })

  /** The deck of a node that was alone, and the deck that the cluster had when it was left. */
  let ownDeck: { readonly draft: EventDraft; readonly after: number } | null = null
  const clusterDeck = () => follower.checkpoint().retained.findLast(({ type }) => type === 'deck')?.offset ?? 0
  // One after the other: two at once, of which NATS lets the first wait, would leave the older deck in the end.
  const moveDeck = oneAtATime(async (draft: EventDraft) => {
    const here = () => member.standing.kind !== 'away'
    const refused = here() ? (await store(cluster.js, [draft])).refused : 'it is out of reach'
    if (refused === null) return
    member.leave(refused)
    ownDeck = { draft, after: ownDeck?.after ?? clusterDeck() }
    follower.tellAlone(follower.alone ? [draft] : [aloneAlert(clock.now()), draft])
  })

  let sending: Promise<void> | null = null
  const sendOwed = () => {
    sending ??= send().finally(() => {
      sending = null
    })
    return sending
  }
  const send = async () => {
    if (ownDeck) {
      // Whoever moved the cluster's deck meanwhile has the say.
      const { draft, after } = ownDeck
      ownDeck = null
      if (clusterDeck() <= after) outbox.put([draft])
    }
    while (member.standing.kind === 'current') {
      const { drafts, sent } = outbox.next(SENT_AT_ONCE)
      if (drafts.length === 0) return
      try {
        for (const draft of drafts) await exchange.give(draft)
      } catch (error) {
        return log.warn({ err: error }, 'the embedding cannot be given to the other nodes; it is tried again')
      }
      const { accepted, refused } = await store(cluster.js, drafts)
      sent(accepted)
      if (refused !== null) return log.warn(`${drafts.length - accepted} events are tried again: ${refused}`)
    }
  }

  const relay: Relay = {
    async publish(drafts): Promise<Outcome> {
      if (drafts.length === 0) return { cursor: local.head(), accepted: 0, refused: null }
      if (member.standing.kind === 'away') {
        const refused = `NATS is out of reach (${member.standing.reason}); send it again later`
        return { cursor: local.head(), accepted: 0, refused }
      }
      const { epoch } = follower.place
      const { accepted, seq, refused } = await store(cluster.js, drafts)
      return { cursor: seq === null ? local.head() : { epoch, offset: follower.offsetOf(seq) }, accepted, refused }
    },
    offer(drafts) {
      outbox.put(drafts.filter(({ type }) => type !== 'deck'))
      if (member.standing.kind === 'current') void sendOwed()
      for (const draft of drafts) if (draft.type === 'deck') moveDeck(draft)
    },
    health() {
      const { standing } = member
      const servers = address.servers
      if (standing.kind === 'current') return { state: 'connected', servers }
      if (standing.kind === 'catching up') return { state: 'catching up', servers }
      const message = `NATS is out of reach: ${standing.reason}`
      return { state: 'out of reach', servers, message, since: standing.since / 1000 }
    },
    async close() {
      if (member.standing.kind === 'current') await within(CLOSE_MS, sendOwed(), clock)
      member.close()
      await link.close()
    },
  }
  if (await within(READY_MS, joined, clock)) return relay
  const reason = relay.health().message ?? 'it is not there yet'
  await relay.close()
  throw new Error(`--nats ${serverNames(address)}: does not give the log (${reason})`)
}

function aloneAlert(nowMs: number): EventDraft {
  const message = 'NATS is out of reach: the deck moves on this server alone, until it is back'
  const payload = { id: 'relay/alone', severity: 'warning', message, source: 'relay', count: 1 } as const
  return { type: 'alert', payload, timestamp: nowMs / 1000, origin: 'live' }
}
