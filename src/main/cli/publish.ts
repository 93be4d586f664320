import { createInterface } from 'node:readline'
import { UsageError } from '../config/usage-error'

const BATCH_LINES = 500
const BATCH_BYTES = 256 * 1024

export interface Remote {
  readonly url: string
  readonly token: string | undefined
}

interface Answer {
  readonly accepted: number
  readonly rejected: readonly { readonly index: number; readonly error: string }[]
}

/** Posts NDJSON lines to a running server. @throws {UsageError} where the server cannot be reached or refuses. */
export async function postLines(remote: Remote, lines: readonly string[], signal?: AbortSignal): Promise<Answer> {
  const response = await request(remote, lines.join('\n'), signal)
  const body = await response.text()
  if (!response.ok) throw new UsageError(`${remote.url}: ${refusal(body, response.status)}`)
  return JSON.parse(body) as Answer // the server's own answer: its form is part of the protocol
}

async function request({ url, token }: Remote, body: string, signal?: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/x-ndjson', ...(token ? { authorization: `Bearer ${token}` } : {}) }
  try {
    return await fetch(new URL('/api/publish', url), { method: 'POST', headers, body, ...(signal ? { signal } : {}) })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new UsageError(`${url}: no server answers there; start one with "lectern serve", or name it with --url`)
  }
}

function refusal(body: string, status: number): string {
  // Another role's token is not enough either.
  const mend = status === 401 || status === 403 ? '; give --producer-token, or set LECTERN_PRODUCER_TOKEN' : ''
  try {
    return `${JSON.parse(body).error}${mend}`
  } catch {
    return `answered with status ${status}${mend}`
  }
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
  const reader = createInterface({ input, crlfDelay: Infinity })
  let idle: NodeJS.Immediate | null = null
  let sending: Promise<void> = Promise.resolve()
  const later = () => {
    if (idle) return
    idle = setImmediate(() => {
      idle = null
      sending = sending.then(flush)
      sending.catch(() => reader.close())
    })
  }
  for await (const text of reader) {
    line++
    if (text.trim() === '') continue
    batch.push({ line, text })
    bytes += text.length
    if (batch.length >= BATCH_LINES || bytes >= BATCH_BYTES) {
      sending = sending.then(flush)
      await sending
    } else later()
  }
  if (idle) clearImmediate(idle)
  await sending
  await flush()
  return total
}
