import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createTraveller, snapshotOf, soon, startNode } from './testing/cluster'
import { type NatsServer, startNats, whyNoNats } from './testing/nats-server'

const absent = whyNoNats()
if (absent) console.warn(`embeddings of a relay: tests skipped: ${absent}`)

describe.skipIf(absent !== null)('an embedding among nodes', () => {
  let nats: NatsServer
  beforeEach(async () => {
    await nats?.close()
    nats = await startNats()
  })
  afterAll(() => nats?.close())

  test('[RELAY-13] an embedding is on every node before its clients hear of it', async () => {
    const bytes = Buffer.from('an Arrow stream')
    const payload = snapshotOf(bytes)
    const a = await startNode(nats, new Map([[payload.sha256, bytes]]))
    const b = await startNode(nats)
    const traveller = createTraveller()
    traveller.goTo(b)
    a.relay.offer([{ type: 'embedding_snapshot', payload, timestamp: 1, origin: 'live' }])
    await soon(() => expect(traveller.client.replica.read('embedding_snapshot')).toHaveLength(1))
    expect(Buffer.from(b.bytes.get(payload.sha256) ?? []).toString()).toBe('an Arrow stream')
    const late = await startNode(nats)
    expect(late.bytes.has(payload.sha256)).toBe(true)
  })

  test('[RELAY-15] an embedding that is said again is the current one again, though its bytes are here', async () => {
    const [first, second] = [Buffer.from('first'), Buffer.from('second')]
    const held = new Map<string, Uint8Array>()
    const a = await startNode(nats, new Map([first, second].map((bytes) => [snapshotOf(bytes).sha256, bytes])))
    const b = await startNode(nats, held)
    for (const [n, bytes] of [first, second, first].entries()) {
      a.relay.offer([{ type: 'embedding_snapshot', payload: snapshotOf(bytes), timestamp: n, origin: 'live' }])
      await soon(() => expect(b.broadcaster.replica.read('embedding_snapshot').at(-1)?.timestamp).toBe(n))
    }
    expect([...held.keys()].at(-1)).toBe(snapshotOf(first).sha256)
  })

  test('[RELAY-16] an embedding that NATS lost is put back by whoever still has it', async () => {
    const bytes = Buffer.from('an Arrow stream')
    const payload = snapshotOf(bytes)
    const { sha256 } = payload
    const holding = () => startNode(nats, new Map([[sha256, bytes]]))
    const a = await holding()
    a.relay.offer([{ type: 'embedding_snapshot', payload, timestamp: 1, origin: 'live' }])
    await soon(() => expect(a.broadcaster.replica.read('embedding_snapshot')).toHaveLength(1))
    const loseTheDisk = async () => {
      const { epoch } = a.broadcaster.head()
      await nats.kill()
      await nats.wipe()
      await nats.start()
      await soon(() => expect(a.broadcaster.head().epoch).not.toBe(epoch))
    }
    await loseTheDisk()
    const late = await startNode(nats)
    expect(late.bytes.has(sha256)).toBe(true)

    await late.relay.close()
    a.bytes.clear()
    await loseTheDisk()
    await holding()
    const later = await startNode(nats)
    expect(later.bytes.has(sha256)).toBe(true)
  })
})
