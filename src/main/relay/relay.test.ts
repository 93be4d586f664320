import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { formatCursor } from '../../shared/cursor'
import type { EventDraft } from '../../shared/event'
import { anyDraft, deckAt, marker, metric } from '../../shared/testing/events'
import { encodeDraft, STREAM, subjectOf } from './entry'
import { administer, createTraveller, soon, startNode, type TestNode } from './testing/cluster'
import { type NatsServer, startNats, whyNoNats } from './testing/nats-server'

const absent = whyNoNats()
if (absent) console.warn(`relay tests skipped: ${absent}`)

const sample = (seed: number, count: number): EventDraft[] => fc.sample(anyDraft, { seed, numRuns: count })

/** Waits until all hold the same log under the same epoch, and the marker that closes what was published. */
async function converged(nodes: readonly TestNode[], travellers: readonly ReturnType<typeof createTraveller>[] = []) {
  await soon(() => {
    const [first, ...others] = nodes
    expect(labelsOf(first)).toContain(`closing ${closed}`)
    for (const node of others) {
      expect(formatCursor(node.broadcaster.head())).toBe(
        formatCursor(first?.broadcaster.head() ?? node.broadcaster.head()),
      )
      expect(node.held()).toEqual(first?.held())
    }
    for (const traveller of travellers) expect(traveller.held()).toEqual(first?.held())
  })
}

const labelsOf = (node: TestNode | undefined) =>
  node?.broadcaster.replica.read('marker').map(({ payload }) => payload.label)

let closed = 0

/** Publishes at all nodes at once, and then a marker. */
async function all(nodes: readonly TestNode[], drafts: readonly EventDraft[]): Promise<void> {
  const outcomes = await Promise.all(
    nodes.map(({ relay }, i) => relay.publish(drafts.filter((_, n) => n % nodes.length === i))),
  )
  expect(outcomes.map(({ refused }) => refused)).toEqual(nodes.map(() => null))
  closed++
  // Again where it is refused: what was just ruined may not be mended for this node yet.
  await soon(async () => {
    const outcome = await nodes[0]?.relay.publish([marker(`closing ${closed}`)])
    expect(outcome?.refused).toBeNull()
  })
}

const resets = ({ client }: ReturnType<typeof createTraveller>) =>
  client.log.filter((message) => message.type === 'snapshot' && message.reset).length

describe.skipIf(absent !== null)('nodes on one stream', () => {
  let nats: NatsServer
  beforeEach(async () => {
    await nats?.close()
    nats = await startNats()
  })
  afterAll(() => nats?.close())

  const threeNodes = async () => [await startNode(nats), await startNode(nats), await startNode(nats)] as const

  test('[RELAY-1] whatever is published at any node, all hold the same log in one order', async () => {
    const nodes = await threeNodes()
    await all(nodes, sample(1, 600))
    await converged(nodes)
    expect(nodes[0].broadcaster.head().offset).toBe(601)
  })

  test('[RELAY-2] a publish returns the cursor behind its last event, as the stream gave it', async () => {
    const [a, b] = await threeNodes()
    await a.relay.publish([marker('first')])
    const { cursor, accepted } = await b.relay.publish([marker('second'), marker('third')])
    expect([cursor.offset, accepted]).toEqual([3, 2])
    await soon(() => expect(a.broadcaster.head()).toEqual(cursor))
  })

  test('[RELAY-3] a browser goes on at another node with its cursor, and misses nothing', async () => {
    const nodes = await threeNodes()
    const traveller = createTraveller()
    traveller.goTo(nodes[0])
    for (const [round, node] of [nodes[1], nodes[2], nodes[0]].entries()) {
      traveller.leave()
      await all(nodes, sample(round, 60))
      await converged(nodes)
      traveller.goTo(node)
    }
    await converged(nodes, [traveller])
    expect([resets(traveller), traveller.client.dropped]).toEqual([1, 0])
  })

  test('[RELAY-4] a late node starts from the checkpoint and is ready with what the stream held then', async () => {
    const [a, b] = await threeNodes()
    await all([a, b], sample(2, 700))
    await converged([a, b])
    await soon(async () => {
      const { state } = await administer(nats, (manager) => manager.streams.info(`OBJ_${STREAM}`))
      expect(state.messages).toBeGreaterThan(0)
    })
    await administer(nats, (manager) => manager.streams.purge(STREAM, { keep: 100 }))
    await all([a, b], sample(3, 50))
    const late = await startNode(nats)
    await converged([a, b, late])
  })

  test('[RELAY-5] a node that dies takes nothing with it', async () => {
    const [a, b, c] = await threeNodes()
    const traveller = createTraveller()
    traveller.goTo(a)
    await all([a, b, c], sample(4, 90))
    await converged([a, b, c], [traveller])
    await a.relay.close()
    await all([b, c], sample(5, 90))
    traveller.goTo(b)
    await converged([b, c], [traveller])
    expect(resets(traveller)).toBe(1)
  })

  test('[RELAY-6] NATS gone: nodes serve what they have and refuse with the reason; NATS back: they catch up', async () => {
    const nodes = await threeNodes()
    await all(nodes, sample(6, 90))
    await converged(nodes)
    const before = nodes[0].held()
    await nats.kill()
    await soon(() => expect(nodes.map(({ relay }) => relay.health().state)).toEqual(Array(3).fill('out of reach')))
    const { accepted, refused } = await nodes[0].relay.publish([marker('lost')])
    expect([accepted, refused]).toEqual([
      0,
      expect.stringMatching(/^NATS is out of reach \(.+\); send it again later$/),
    ])
    const joiner = createTraveller()
    joiner.goTo(nodes[1])
    expect(joiner.held()).toEqual(before)

    nodes[2].relay.offer([metric('gbt', 0.1), metric('gbt', 0.2)])
    await nats.start()
    await soon(() => expect(nodes.map(({ relay }) => relay.health().state)).toEqual(Array(3).fill('connected')))
    await all(nodes, sample(7, 30))
    await converged(nodes, [joiner])
    expect(resets(joiner)).toBe(1)
    expect(nodes[0].broadcaster.published.model_metric).toBeGreaterThan(0)
  })

  test('[RELAY-7] what the program owed while NATS was gone is told after, as far as it would be retained', async () => {
    const [a, b] = [await startNode(nats), await startNode(nats)]
    await nats.kill()
    await soon(() => expect(a.relay.health().state).toBe('out of reach'))
    a.relay.offer(Array.from({ length: 50 }, (_, n) => metric('gbt', n / 100)))
    a.relay.offer([marker('owed')])
    await nats.start()
    await soon(() => expect(b.broadcaster.replica.read('marker').at(-1)?.payload.label).toBe('owed'))
    expect(b.broadcaster.head().offset).toBe(2)
    expect(b.broadcaster.replica.read('model_metric').map(({ payload }) => payload.macro_f1)).toEqual([0.49])
  })

  test('[RELAY-8] without NATS the deck moves on its node alone, says so, and is everybody’s when NATS is back', async () => {
    const [a, b] = [await startNode(nats), await startNode(nats)]
    const [here, there] = [createTraveller(), createTraveller()]
    here.goTo(a)
    there.goTo(b)
    a.relay.offer([deckAt(7)])
    await soon(() => expect([here.client.scene, there.client.scene]).toEqual([7, 7]))
    const { epoch } = a.broadcaster.head()
    await nats.kill()
    await soon(() => expect(a.relay.health().state).toBe('out of reach'))
    a.relay.offer([deckAt(8)])
    a.relay.offer([deckAt(9)])
    await soon(() => expect(here.client.scene).toBe(9))
    expect(here.client.replica.read('alert').at(-1)?.payload.message).toMatch(/NATS is out of reach/)
    expect(there.client.scene).toBe(7)
    await nats.start()
    await soon(() => expect([here.client.scene, there.client.scene]).toEqual([9, 9]))
    await all([a, b], [])
    await converged([a, b], [here, there])
    expect(a.broadcaster.head().epoch).toBe(epoch)
    expect(a.broadcaster.replica.read('alert')).toEqual([])
    expect(resets(there)).toBe(1)
  })

  test('[RELAY-9] a deck that was moved elsewhere meanwhile stays where it was moved', async () => {
    const a = await startNode(nats)
    const here = createTraveller()
    here.goTo(a)
    a.relay.offer([deckAt(7)])
    await soon(() => expect(here.client.scene).toBe(7))
    await nats.kill()
    await soon(() => expect(a.relay.health().state).toBe('out of reach'))
    a.relay.offer([deckAt(8)])
    await soon(() => expect(here.client.scene).toBe(8))
    await nats.start()
    await administer(nats, (manager) => manager.jetstream().publish(subjectOf('deck'), encodeDraft(deckAt(12))))
    await soon(() => expect(here.client.scene).toBe(12))
    await all([a], [])
    await converged([a], [here])
    expect(here.client.scene).toBe(12)
  })

  test.each([
    ['purged', (nats: NatsServer) => administer(nats, (manager) => manager.streams.purge(STREAM))],
    ['deleted', (nats: NatsServer) => administer(nats, (manager) => manager.streams.delete(STREAM))],
    [
      'lost with the whole disk',
      async (nats: NatsServer) => {
        await nats.kill()
        await nats.wipe()
        await nats.start()
      },
    ],
  ])('[RELAY-10] a stream that was %s costs nothing that was retained', async (_what, ruin) => {
    const nodes = await threeNodes()
    const traveller = createTraveller()
    traveller.goTo(nodes[0])
    await all(nodes, sample(8, 300))
    await converged(nodes)
    const retained = nodes[0].broadcaster.replica.read('model_metric').map(({ payload }) => payload)
    await ruin(nats)
    await soon(async () => {
      const { refused } = await nodes[1].relay.publish([marker('after')])
      expect(refused).toBeNull()
    })
    await soon(() => expect(labelsOf(nodes[2])).toContain('after'))
    await all(nodes, [])
    const late = await startNode(nats)
    await converged([...nodes, late], [traveller])
    expect(late.broadcaster.replica.read('model_metric').map(({ payload }) => payload)).toEqual(retained)
  })

  test('[RELAY-11] where messages were deleted out of the stream, a late node and the others hold the same', async () => {
    const [a, b] = [await startNode(nats), await startNode(nats)]
    await all([a, b], sample(9, 300))
    await converged([a, b])
    await administer(nats, async (manager) => {
      const { state } = await manager.streams.info(STREAM)
      for (const seq of [10, 150, 290]) await manager.streams.deleteMessage(STREAM, seq, false)
      expect(state.last_seq).toBe(301)
    })
    const late = await startNode(nats)
    await all([a, b], sample(10, 10))
    await converged([a, b, late])
  })

  test('[RELAY-12] what others wrote into the stream has a place and says nothing', async () => {
    const [a, b] = [await startNode(nats), await startNode(nats)]
    await administer(nats, async (manager) => {
      const js = manager.jetstream()
      for (const text of ['{', '{"type":"nothing"}', '{"type":"deck","payload":1,"timestamp":1,"origin":"live"}']) {
        await js.publish('lectern.log.deck', text)
      }
    })
    await all([a, b], [])
    const late = await startNode(nats)
    await converged([a, b, late])
    expect(a.broadcaster.replica.read('marker').map(({ offset }) => offset)).toEqual([4])
    expect(a.broadcaster.replica.read('deck')).toEqual([])
  })

  test('[RELAY-14] of decks that are said while one is on its way the newest alone follows it', async () => {
    const a = await startNode(nats)
    for (let scene = 1; scene <= 50; scene++) a.relay.offer([deckAt(scene)])
    const sceneOf = () => a.broadcaster.replica.read('deck').at(-1)?.payload.scene
    await soon(() => expect(sceneOf()).toBe(50))
    expect(a.broadcaster.head().offset).toBe(2)
  })
})
