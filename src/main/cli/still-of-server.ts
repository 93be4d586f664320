import { parseSnapshotBody } from '../../shared/wire'
import { UsageError } from '../config/usage-error'
import type { Still } from '../export/still'
import { fetchEmbedding, headersOf, type RecordRemote, refusal } from './record-stream'

/** What a running server shows now. @throws {UsageError} where none answers, or it refuses */
export async function stillOfServer(remote: RecordRemote): Promise<Still> {
  const answer = await fetch(new URL('/api/snapshot', remote.url), { headers: headersOf(remote) }).catch(() => {
    throw new UsageError(`${remote.url}: no server answers there; name one with --url`)
  })
  if (!answer.ok) throw new UsageError(refusal(remote, answer.status))
  const parsed = parseSnapshotBody(await answer.text())
  if ('error' in parsed) throw new UsageError(`${remote.url}: is no Lectern, or another version (${parsed.error})`)
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
