import { mkdir, readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { EventDraft } from '../../shared/event'
import type { Payload } from '../../shared/topics'
import { codeOf } from '../config/error-code'
import { writeAtomically } from '../files'

type Snapshot = Payload<'embedding_snapshot'>

/** The embeddings of this run, as the state on disk sees them. */
export interface KeptEmbeddings {
  current(): Snapshot | null
  stream(sha256: string): Uint8Array | null
  /** Takes back what an earlier run had; false where the bytes are not what their name says. */
  restore(snapshot: Snapshot, stream: Uint8Array): boolean
}

const fileOf = (dir: string, sha256: string) => join(dir, `${sha256}.arrow`)

/** Gives the embedding's bytes back to the store. Where they are gone, the events that speak of them go too: an address that answers nothing is worse than none. */
export async function restoreEmbedding(
  dir: string,
  events: readonly EventDraft[],
  embeddings: KeptEmbeddings,
  log: Logger,
): Promise<{ readonly events: readonly EventDraft[] }> {
  const last = events.findLast((event) => event.type === 'embedding_snapshot')
  if (!last) return { events }
  try {
    if (embeddings.restore(last.payload, await readFile(fileOf(dir, last.payload.sha256)))) return { events }
    log.warn(`the kept embedding in ${dir} is torn; its file is read anew`)
  } catch (error) {
    log.warn(`the kept embedding in ${dir} cannot be read (${codeOf(error)}); its file is read anew`)
  }
  return { events: events.filter((event) => event.type !== 'embedding_snapshot') }
}

/** Keeps the bytes of the current embedding, and of no other. */
export async function keepEmbedding(dir: string, embeddings: KeptEmbeddings): Promise<void> {
  const current = embeddings.current()
  const bytes = current && embeddings.stream(current.sha256)
  if (!bytes) return
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const name = `${current.sha256}.arrow`
  const there = (await readdir(dir)).filter((file) => file.endsWith('.arrow'))
  if (!there.includes(name)) await writeAtomically(fileOf(dir, current.sha256), bytes)
  await Promise.all(there.filter((file) => file !== name).map((file) => unlink(join(dir, file))))
}
