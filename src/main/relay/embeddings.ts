import type { Logger } from 'pino'
import type { EventDraft } from '../../shared/event'
import type { Payload } from '../../shared/topics'
import type { Cluster } from './cluster'

type Snapshot = Payload<'embedding_snapshot'>

/** The embeddings of this node. */
export interface HeldEmbeddings {
  stream(sha256: string): Uint8Array | null
  /** Makes what some node has the current one; false where the bytes are not what their name says. */
  restore(snapshot: Snapshot, stream: Uint8Array): boolean
}

/** The bytes that events name travel beside the stream: through the object store, by their SHA-256. */
export interface EmbeddingExchange {
  /** Puts what the draft names where every node finds it; to be done before the draft is told. */
  give(draft: EventDraft): Promise<void>
  /** The same for what was told long ago, where the disk that held it may be lost. Never rejects: the log goes on without. */
  giveBack(event: EventDraft): Promise<void>
  /** Gets what the event names; where it is gone, the event is told without it. */
  take(event: EventDraft): Promise<void>
}

const PREFIX = 'embedding.'
/** The current one, and the one that pages may be just fetching. */
const KEPT = 2

export function embeddingExchange(cluster: Cluster, held: HeldEmbeddings, log: Logger): EmbeddingExchange {
  /** Puts the bytes there, if they are not; what was there before, and of which the names are told, stays. */
  const put = async (draft: EventDraft): Promise<readonly string[]> => {
    if (draft.type !== 'embedding_snapshot') return []
    const name = PREFIX + draft.payload.sha256
    const bytes = held.stream(draft.payload.sha256)
    const there = await cluster.names(PREFIX)
    if (!bytes || there.includes(name)) return []
    await cluster.write(name, bytes)
    return there
  }
  return {
    async give(event) {
      for (const old of (await put(event)).slice(KEPT - 1)) await cluster.remove(old)
    },
    async giveBack(event) {
      try {
        await put(event)
      } catch (error) {
        log.warn({ err: error }, 'the embedding cannot be put back: scene 11 will lack it on nodes that come later')
      }
    },
    async take(event) {
      if (event.type !== 'embedding_snapshot') return
      try {
        const { sha256 } = event.payload
        const bytes = held.stream(sha256) ?? (await cluster.read(PREFIX + sha256))
        if (bytes && held.restore(event.payload, bytes)) return
        log.warn(`the embedding ${event.payload.sha256} is not in the object store: scene 11 lacks it on this node`)
      } catch (error) {
        log.warn({ err: error }, `the embedding ${event.payload.sha256} did not come: scene 11 lacks it on this node`)
      }
    },
  }
}
