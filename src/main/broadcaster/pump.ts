import type { Clock } from '../../shared/clock'
import type { Cursor } from '../../shared/cursor'
import { type Dispose, once } from '../../shared/dispose'
import type { TopicFilter } from '../../shared/sticky-cache'
import { type Delivery, type Log, type Place, placeOf, type Step, step } from './delivery'
import type { StoredEvent } from './journal'

/** A client that wrote nothing for so long is told at once, in milliseconds. */
export const QUIET_MS = 40

/** The tick comes early when so much of the journal is new: a burst is told before it has run through. */
const EARLY = 0.25

/** Steps that are kept for sharing; past it all are forgotten, and made anew for whoever still needs them. */
const SHARED_STEPS = 32

/** The far end of a client, whatever carries it. */
export interface Subscriber {
  /** Topics it wants; null is all. */
  readonly filter: TopicFilter
  /** While events keep coming, it is told at most once in so many milliseconds (at least `QUIET_MS`). */
  readonly tickMs: number
  /** False while too much of what it was sent is still on its way. Call `Subscription.wake` when that changes. */
  writable(): boolean
  /** Must not throw: it is called within a publish, and who comes after it would be told only at the next one. */
  send(delivery: Delivery): void
}

/** A client's place in the log. */
export interface Subscription {
  cursor(): Cursor
  /** Says that the subscriber is writable again. */
  wake(): void
  readonly close: Dispose
}

/** A step that clients share, and their key behind it. */
interface Move extends Step {
  readonly key: string
}

interface Client {
  readonly subscriber: Subscriber
  readonly filterKey: string
  readonly beat: Beat
  place: Place
  /** Of the place and the filter; the same string for all whom one step brought here. */
  key: string
  /** Offset of the newest `deck` event that it was told. */
  deck: number
  writtenAt: number
}

/** Clients that are told at the same pace: the quiet ones at once, the busy ones at a tick. */
interface Beat {
  readonly tickMs: number
  readonly quiet: Set<Client>
  readonly busy: Set<Client>
  armed: boolean
}

/**
 * Moves clients along the log. There is no queue: a client is a place, and when it can take more it is told
 * what follows that place. So a stalled client costs nothing, and is told the newest state when it reads again.
 */
export interface Pump {
  open(subscriber: Subscriber, cursor: Cursor | null): Subscription
  /** To be called after every publish; `deckSpoke` where a `deck` event was among what was published. */
  published(deckSpoke: boolean): void
  /** To be called when the log began a new life: every client starts anew. */
  restarted(): void
  readonly clients: number
}

export function createPump(log: Log, clock: Clock): Pump {
  const beats = new Map<number, Beat>()
  const clients = new Set<Client>()
  /** The steps of clients by key, and by the deck that some of them are owed; valid until the log grows. */
  const moves = new Map<string, Move | null>()
  /** How filled the journal was when everybody was last told. */
  let filled = 0

  const deckFor = (client: Client): StoredEvent | null => {
    if (client.subscriber.filter && !client.subscriber.filter.has('deck')) return null
    const newest = log.replica.read('deck').at(-1)
    return newest && newest.offset > client.deck ? newest : null
  }

  const caughtUp = (client: Client) => client.place.phase === 'live' && client.place.offset === log.replica.offset

  /** What a client that has not caught up is told. */
  const next = (client: Client): Move | null => {
    const deck = deckFor(client)
    const key = deck ? `${client.key} ${deck.offset}` : client.key
    const known = moves.get(key)
    if (known !== undefined) return known
    const made = step(client.place, client.subscriber.filter, deck, log)
    const move = made && { ...made, key: keyOf(made.place, client.filterKey) }
    if (moves.size >= SHARED_STEPS) moves.clear()
    moves.set(key, move)
    return move
  }

  /** Tells the client all it can take. */
  const flush = (client: Client): void => {
    while (clients.has(client) && !caughtUp(client) && client.subscriber.writable()) {
      const move = next(client)
      if (!move) return
      client.place = move.place
      client.key = move.key
      if (!move.delivery) continue
      if (move.delivery.kind !== 'gap' && move.delivery.deck) client.deck = move.delivery.deck.offset
      client.writtenAt = clock.elapsed()
      client.subscriber.send(move.delivery)
    }
  }

  const arm = (beat: Beat): void => {
    if (beat.armed || beat.busy.size === 0) return
    beat.armed = true
    clock.after(QUIET_MS, () => {
      const now = clock.elapsed()
      for (const client of beat.busy) {
        if (!caughtUp(client) || now - client.writtenAt < QUIET_MS) continue
        beat.busy.delete(client)
        beat.quiet.add(client)
      }
      const tick = () => {
        beat.armed = false
        for (const client of beat.busy) flush(client)
        arm(beat)
      }
      if (beat.tickMs <= QUIET_MS) tick()
      else clock.after(beat.tickMs - QUIET_MS, tick)
    })
  }

  /** Tells the client at once. It stays quiet if there was nothing to say to it: what its filter holds back costs it no turn. */
  const tell = (client: Client): void => {
    const before = client.writtenAt
    flush(client)
    if (!clients.has(client) || (client.writtenAt === before && caughtUp(client))) return
    client.beat.quiet.delete(client)
    client.beat.busy.add(client)
  }

  /** Tells the busy ones before their tick, where they would be late for a part of the journal. */
  const hurry = () => {
    const by = log.journal.filled - filled
    if (by >= 0 && by < EARLY) return
    filled = log.journal.filled
    for (const beat of beats.values()) for (const client of beat.busy) flush(client)
  }

  const armAll = () => {
    for (const beat of beats.values()) arm(beat)
  }

  return {
    open(subscriber, cursor) {
      let beat = beats.get(subscriber.tickMs)
      if (!beat) {
        beat = { tickMs: subscriber.tickMs, quiet: new Set(), busy: new Set(), armed: false }
        beats.set(subscriber.tickMs, beat)
      }
      const place = placeOf(cursor, log)
      const filterKey = subscriber.filter ? [...subscriber.filter].sort().join() : '*'
      const deck = place.phase === 'resuming' ? place.offset : 0
      const key = keyOf(place, filterKey)
      const client: Client = { subscriber, filterKey, beat, place, key, deck, writtenAt: -Infinity }
      clients.add(client)
      tell(client)
      arm(beat)
      return {
        cursor: () => ({ epoch: log.epoch, offset: client.place.offset }),
        wake: () => flush(client),
        close: once(() => {
          clients.delete(client)
          client.beat.quiet.delete(client)
          client.beat.busy.delete(client)
        }),
      }
    },
    published(deckSpoke) {
      moves.clear()
      if (deckSpoke) for (const client of clients) tell(client)
      else for (const beat of beats.values()) for (const client of [...beat.quiet]) tell(client)
      hurry()
      armAll()
    },
    restarted() {
      moves.clear()
      for (const client of clients) {
        client.place = placeOf(null, log)
        client.key = keyOf(client.place, client.filterKey)
        client.deck = 0
        tell(client)
      }
      armAll()
    },
    get clients() {
      return clients.size
    },
  }
}

function keyOf(place: Place, filterKey: string): string {
  const state =
    place.phase === 'joining' ? place.reset : place.phase === 'recovering' ? `${place.to}/${place.owed}` : ''
  return `${place.phase} ${place.offset} ${state} ${filterKey}`
}
