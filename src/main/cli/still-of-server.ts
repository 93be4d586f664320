import { parseSnapshotBody } from '../../shared/wire'
import type { Still } from '../export/still'
import { fetchEmbedding } from './record-stream'
import { ask, noLectern, type Remote, refused } from './remote'

/** Far past what any retention holds. */
const MAX_SNAPSHOT_MIB = 256

/** What a running server shows now. @throws {UsageError} where none answers, or it refuses */
export async function stillOfServer(remote: Remote): Promise<Still> {
  const answer = await ask(remote, '/api/snapshot', MAX_SNAPSHOT_MIB)
  const body = answer.body.toString()
  if (!answer.ok) throw refused(remote, answer.status, body)
  const parsed = parseSnapshotBody(body)
  if ('error' in parsed) throw noLectern(remote, parsed.error)
  const { retention, events, now } = parsed.message
  const whole = { retention, atMs: now * 1000, warnings: [] }
  const last = events.findLast((event) => event.type === 'embedding_snapshot')
  if (!last) return { ...whole, drafts: events, embedding: null }
  const embedding = await fetchEmbedding(remote, last.payload.sha256)
  if (embedding) return { ...whole, drafts: events, embedding }
  return {
    ...whole,
    drafts: events.filter((event) => event !== last),
    embedding: null,
    warnings: [`the embedding ${last.payload.source} is not to be had; scene 11 is saved without it`],
  }
}
