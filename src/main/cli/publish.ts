import { type PublishedBody, parsePublishedBody } from '../../shared/wire'
import { ask, errorIn, noLectern, type Remote, refused } from './remote'
import { byteLines, utf8Of } from './utf8-lines'

const BATCH_LINES = 500
const BATCH_BYTES = 256 * 1024
/** An answer has at most a sentence a line. */
const MAX_ANSWER_MIB = 1

/** Posts NDJSON lines to a running server. @throws {UsageError} where the server cannot be reached or refuses. */
export async function postLines(
  remote: Remote,
  lines: readonly string[],
  signal?: AbortSignal,
): Promise<Pick<PublishedBody, 'accepted' | 'rejected'>> {
  const answer = await ask(remote, '/api/publish', MAX_ANSWER_MIB, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
    ...(signal ? { signal } : {}),
  })
  const body = answer.body.toString()
  // What is too large by itself is one bad line: those behind it can still be taken.
  if (answer.status === 413 && lines.length === 1) {
    return { accepted: 0, rejected: [{ index: 0, error: errorIn(body) ?? 'is too large' }] }
  }
  if (!answer.ok) throw refused(remote, answer.status, body)
  const parsed = parsePublishedBody(body)
  if ('error' in parsed) throw noLectern(remote, parsed.error)
  return parsed.message
}

/** Publishes every line of `input`. Resolves with the number of rejected lines, each of which was named through `complain`. */
export async function publishLines(
  remote: Remote,
  input: NodeJS.ReadableStream,
  complain: (sentence: string) => void,
): Promise<{ accepted: number; rejected: number }> {
  const total = { accepted: 0, rejected: 0 }
  let batch: { line: number; text: string }[] = []
  let bytes = 0
  const flush = async () => {
    if (batch.length === 0) return
    const sent = batch
    batch = []
    bytes = 0
    const answer = await postLines(
      remote,
      sent.map((item) => item.text),
    )
    total.accepted += answer.accepted
    total.rejected += answer.rejected.length
    for (const { index, error } of answer.rejected) complain(`line ${sent[index]?.line}: ${error}`)
  }
  let line = 0
  // What a pipe delivers at once goes out at once: the reader yields before it waits for more.
  const reader = byteLines(input)
  let idle: NodeJS.Immediate | null = null
  let sending: Promise<void> = Promise.resolve()
  const send = () => {
    sending = sending.then(flush)
    return sending
  }
  const later = () => {
    if (idle) return
    idle = setImmediate(() => {
      idle = null
      send().catch(() => reader.close())
    })
  }
  for await (const raw of reader) {
    line++
    const text = utf8Of(raw)
    if (text === null) {
      total.rejected++
      complain(`line ${line}: is not UTF-8`)
      continue
    }
    if (text.trim() === '') continue
    if (bytes + raw.length > BATCH_BYTES) await send()
    batch.push({ line, text })
    bytes += raw.length
    if (batch.length >= BATCH_LINES || bytes >= BATCH_BYTES) await send()
    else later()
  }
  if (idle) clearImmediate(idle)
  await sending
  await flush()
  return total
}
