import { once } from 'node:events'
import { WebSocket } from 'ws'
import { createReplication, type Replication } from '../src/renderer/connection/replication'
import { formatCursor } from '../src/shared/cursor'
import { parseServerMessage, type ServerMessage } from '../src/shared/wire'

/** A WebSocket client that keeps what it is told, and can stop reading. */
export interface FaultClient {
  readonly replication: Replication
  readonly messages: readonly ServerMessage[]
  /** Reads no more: what comes fills the network, then the server waits. */
  pause(): void
  resume(): void
  close(): void
}

/** Opens a client; resolves with its first word. A message that does not follow from those before throws. */
export async function faultClient(url: string): Promise<FaultClient> {
  const replication = createReplication()
  const messages: ServerMessage[] = []
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, { perMessageDeflate: false })
  socket.on('error', () => {})
  socket.on('message', (data) => {
    const parsed = parseServerMessage(String(data))
    if ('error' in parsed || !replication.receive(parsed.message)) throw new Error('the stream does not hold together')
    messages.push(parsed.message)
  })
  await once(socket, 'message')
  return {
    replication,
    messages,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => socket.terminate(),
  }
}

/** Where a client of a crowd stands. It does not parse: five hundred of them share two cores with their server. */
export interface CrowdClient {
  readonly cursor: string | null
  readonly completions: number
  readonly resets: number
  /** Reads no more. */
  pause(): void
  close(): void
}

/** Opens a client of a crowd, from a cursor or from the beginning. */
export function crowdClient(url: string, cursor: string | null): CrowdClient {
  const at = { cursor, completions: 0, resets: 0 }
  const query = cursor === null ? '' : `?cursor=${cursor}`
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws${query}`, {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  })
  socket.on('error', () => {})
  socket.on('message', (data: Buffer) => {
    const head = data.toString('latin1', 0, 80)
    const place = /^\{"type":"(?:events|snapshot)","cursor":"([0-9a-f]{16}:\d+)"/.exec(head)
    if (!place?.[1]) return
    at.cursor = place[1]
    const end = data.indexOf(']', Math.max(0, data.lastIndexOf('}]')))
    const marks = data.toString('latin1', end, end + 60)
    if (marks.includes('"reset":true')) at.resets++
    if (marks.includes('"complete":true')) at.completions++
  })
  return {
    get cursor() {
      return at.cursor
    },
    get completions() {
      return at.completions
    },
    get resets() {
      return at.resets
    },
    pause: () => socket.pause(),
    close: () => socket.terminate(),
  }
}

/** The head of a server's log, as a cursor. */
export async function headOf(url: string): Promise<string> {
  const { epoch, offset } = (await (await fetch(`${url}/healthz`)).json()) as { epoch: string; offset: number }
  return formatCursor({ epoch, offset })
}
