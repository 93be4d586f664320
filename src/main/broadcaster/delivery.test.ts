import { expect, it } from 'vitest'
import type { EventDraft } from '../../shared/event'
import { createStickyCache } from '../../shared/sticky-cache'
import { deckAt, marker, metric, tinyRetention } from '../../shared/testing/events'
import { type Delivery, type Log, PART_BYTES, type Place, placeOf, step } from './delivery'
import { jsonMessage } from './encode'
import { createJournal, type StoredEvent } from './journal'

const EPOCH = '0123456789abcdef'

/** A log whose every event is 100 bytes and a comma, told in parts of two. */
function logOf(drafts: readonly EventDraft[], journalEvents = 100) {
  const log = {
    epoch: EPOCH,
    replica: createStickyCache<StoredEvent>(tinyRetention),
    journal: createJournal({ events: journalEvents, bytes: 1e6 }),
    partBytes: 202,
  }
  const append = (draft: EventDraft) => {
    const event = { ...draft, offset: log.replica.offset + 1, json: '{}', bytes: 100, at: 0 }
    log.replica.put(event)
    log.journal.append(event)
  }
  drafts.forEach(append)
  return { ...log, append }
}

/** All that a client at `place` is told, as short words. */
function walk(from: Place, log: Log): string[] {
  const words: string[] = []
  for (let place = from; words.length < 20; ) {
    const move = step(place, null, null, log)
    if (!move) break
    place = move.place
    if (move.delivery) words.push(word(move.delivery))
  }
  return words
}

function word(delivery: Delivery): string {
  if (delivery.kind === 'gap') return `gap ${delivery.from}-${delivery.to} dropped ${delivery.dropped}`
  const marks =
    delivery.kind === 'snapshot' ? `${delivery.reset ? ' reset' : ''}${delivery.complete ? ' complete' : ''}` : ''
  return `${delivery.kind} ${delivery.events.map((event) => event.offset).join(',')} @${delivery.cursor.offset}${marks}`
}

const at = (offset: number, epoch = EPOCH) => ({ epoch, offset })
const metrics = (count: number) => Array.from({ length: count }, (_, n) => metric(`m${n}`))
const threeMarkers = [marker('a'), marker('b'), marker('c')]

it('[REPLAY-4] without a usable cursor: all retained in parts, the first reset, the last complete', () => {
  const log = logOf(threeMarkers)
  const whole = ['snapshot 1,2 @2 reset', 'snapshot 3 @3 complete']
  for (const cursor of [null, at(1, 'f'.repeat(16)), at(4)]) expect(walk(placeOf(cursor, log), log)).toEqual(whole)
})

it('[REPLAY-5] an empty log is complete at once', () => {
  const log = logOf([])
  expect(walk(placeOf(null, log), log)).toEqual(['snapshot  @0 reset complete'])
})

it('[REPLAY-6] with a cursor that the journal reaches: the gapless tail, then complete', () => {
  const log = logOf([...metrics(1), ...metrics(1), ...metrics(1), ...metrics(1)])
  expect(walk(placeOf(at(1), log), log)).toEqual(['snapshot 2,3 @3', 'snapshot 4 @4 complete'])
  expect(walk(placeOf(at(4), log), log)).toEqual(['snapshot  @4 complete'])
})

it('[REPLAY-7] otherwise a gap that counts what is lost, then what is retained after the cursor', () => {
  const log = logOf([...metrics(2), ...metrics(2), ...threeMarkers], 1)
  expect(walk(placeOf(at(1), log), log)).toEqual([
    'gap 1-7 dropped 1',
    'snapshot 3,4 @4',
    'snapshot 5,6 @6',
    'snapshot 7 @7 complete',
  ])
  expect(walk({ phase: 'live', offset: 1 }, log)[0]).toBe('gap 1-7 dropped 1')
})

it('[REPLAY-8] what a gap promised and newer events have replaced is a gap too, and what came after it follows', () => {
  const log = logOf([...metrics(2), ...threeMarkers], 2)
  const told = step({ phase: 'live', offset: 0 }, null, null, log)
  expect(told?.delivery && word(told.delivery)).toBe('gap 0-5 dropped 0')
  log.append(marker('d')) // takes the place of marker 3
  expect(walk(told?.place ?? placeOf(null, log), log)).toEqual([
    'gap 0-5 dropped 1',
    'snapshot 1,2 @2',
    'snapshot 4,5 @5',
    'snapshot 6 @6 complete',
  ])
})

it('[REPLAY-9] a gap that opens behind a gap is told as one of its own', () => {
  const log = logOf([...threeMarkers, ...threeMarkers], 1)
  const told = step({ phase: 'live', offset: 0 }, null, null, log)
  for (const draft of [...threeMarkers, ...threeMarkers]) log.append(draft)
  expect(walk(told?.place ?? placeOf(null, log), log)).toEqual([
    'gap 0-6 dropped 3',
    'snapshot  @6',
    'gap 6-12 dropped 3',
    'snapshot 10,11 @11',
    'snapshot 12 @12 complete',
  ])
})

it('[REPLAY-10] live, what the filter holds back moves the cursor without a word', () => {
  const log = logOf(threeMarkers)
  expect(step({ phase: 'live', offset: 0 }, new Set(['deck']), null, log)).toEqual({
    delivery: null,
    place: { phase: 'live', offset: 3 },
  })
})

it('[REPLAY-11] an event larger than a part goes alone', () => {
  const log = { ...logOf(threeMarkers), partBytes: 10 }
  expect(walk(placeOf(null, log), log)).toEqual(['snapshot 1 @1 reset', 'snapshot 2 @2', 'snapshot 3 @3 complete'])
})

it('[REPLAY-13] a message that a server sends holds at most 256 KiB, with all that stands around its events', () => {
  const json = JSON.stringify({ type: 'marker', payload: { label: 'small' }, timestamp: 1, origin: 'live', offset: 1 })
  const log = { ...logOf([]), partBytes: PART_BYTES }
  const put = (offset: number): StoredEvent => ({ ...marker('small'), offset, json, bytes: json.length, at: 0 })
  const replica = createStickyCache<StoredEvent>({ ...tinyRetention, marker: { policy: 'ring', limit: 10_000 } })
  for (let offset = 1; offset <= 4_000; offset++) replica.put(put(offset))
  const move = step(placeOf(null, log), null, put(4_000), { ...log, replica })
  expect(move?.delivery?.kind).toBe('snapshot')
  const bytes = move?.delivery ? Buffer.byteLength(jsonMessage(move.delivery)) : 0
  expect(bytes).toBeGreaterThan(250 * 1024)
  expect(bytes).toBeLessThanOrEqual(256 * 1024)
})

it('[REPLAY-12] the same place and log give the same step', () => {
  const log = logOf([...threeMarkers, deckAt(9)])
  expect(step(placeOf(null, log), null, null, log)).toEqual(step(placeOf(null, log), null, null, log))
})

it('[WIRE-13] a delivery as JSON carries its marks only where they are true', () => {
  const log = logOf([])
  const events: readonly StoredEvent[] = []
  const cursor = at(3)
  expect(jsonMessage({ kind: 'events', cursor, events, deck: null })).toBe(
    `{"type":"events","cursor":"${EPOCH}:3","events":[]}`,
  )
  const joined = step(placeOf(null, log), null, null, log)?.delivery
  expect(joined && jsonMessage(joined)).toBe(
    `{"type":"snapshot","cursor":"${EPOCH}:0","events":[],"reset":true,"complete":true}`,
  )
  expect(jsonMessage({ kind: 'gap', cursor, from: 1, to: 3, dropped: 2 })).toBe(
    '{"type":"gap","from":1,"to":3,"dropped":2}',
  )
})
