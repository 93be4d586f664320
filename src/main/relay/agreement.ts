import { newEpoch } from '../../shared/cursor'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint'
import type { Agreed, Cluster } from './cluster'
import type { EmbeddingExchange } from './embeddings'
import type { Follower } from './follower'
import { baseAfter, type Life, type StreamState } from './life'

const nameOf = (epoch: string) => `checkpoint.${epoch}`

/** What a node does about the life and its checkpoint. Every call may reject where NATS does not answer. */
export interface Agreement {
  /** Takes the checkpoint of the life; what it names is fetched before any client is told. */
  follow(life: Life, revision: number, stream: StreamState): Promise<void>
  /** Begins a new life with what this node holds, unless another node was first. */
  renew(agreed: Agreed, stream: StreamState, seq: number): Promise<void>
  /** Writes the checkpoint of this life, unless another node was first. */
  write(life: Life, revision: number): Promise<void>
}

export function createAgreement(cluster: Cluster, follower: Follower, exchange: EmbeddingExchange): Agreement {
  return {
    async follow(life, revision, stream) {
      const bytes = await cluster.read(nameOf(life.epoch))
      const found = bytes && decodeCheckpoint(new TextDecoder().decode(bytes))
      const checkpoint = found ?? { head: { epoch: life.epoch, offset: life.base }, retained: [] }
      const seq = checkpoint.head.offset - life.base
      for (const event of checkpoint.retained) {
        await exchange.take(event)
        await exchange.giveBack(event) // whoever renewed the log may not have had the bytes
      }
      // Nobody else would write one that reaches further if this one were thought to be as good as promised.
      if (seq < life.seq && seq + 1 < stream.first) await cluster.agree({ ...life, seq }, revision)
      follower.adopt(life, checkpoint)
    },
    async renew({ life: old, revision }, stream, seq) {
      const { head, retained } = follower.checkpoint()
      const base = baseAfter(old?.base ?? 0, head.offset, seq)
      const life = { epoch: newEpoch(), stream: stream.created, base, seq }
      const checkpoint = { head: { epoch: life.epoch, offset: base + seq }, retained }
      await cluster.write(nameOf(life.epoch), Buffer.from(encodeCheckpoint(checkpoint)))
      // Before anybody follows: with the stream, the bytes beside it may be lost.
      for (const event of retained) await exchange.giveBack(event)
      const agreed = await cluster.agree(life, revision)
      if (agreed !== null) follower.adopt(life, checkpoint)
      const dropped = agreed === null ? life.epoch : old?.epoch
      if (dropped) await cluster.remove(nameOf(dropped)).catch(() => {}) // it only takes space
    },
    async write(life, revision) {
      const checkpoint = follower.checkpoint()
      const bytes = Buffer.from(encodeCheckpoint(checkpoint))
      // Claimed first: two that write one name at once would leave the loser's bytes behind for ever.
      const claimed = await cluster.agree({ ...life, seq: follower.place.seq }, revision)
      if (claimed !== null) await cluster.write(nameOf(life.epoch), bytes)
    },
  }
}
