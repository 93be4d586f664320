import { type Line, openLine } from './line'

/** So much of a message's begin is kept, where its length and its begin are all that is asked. */
export const HEAD_BYTES = 128

const BLANK = Buffer.from('\r\n\r\n')

export interface Message {
  /** The message, or its begin. Not to be kept. */
  readonly text: Buffer
  readonly bytes: number
}

export interface WebSocketOptions {
  readonly port: number
  readonly path: string
  readonly headers?: readonly string[]
  /** How much of each message is handed over. */
  readonly keep: number
  /** `line` is there for an answer: the first message may come before the opening has resolved. */
  message(message: Message, line: Line): void
}

/** A WebSocket by hand: no queue, no validation, nothing but what the measurement needs. Resolves when it is open. */
export async function openWebSocket(options: WebSocketOptions): Promise<Line> {
  const { port, path, headers = [], keep, message } = options
  let opened: (error: Error | null) => void = () => {}
  const open = new Promise<Error | null>((resolve) => {
    opened = resolve
  })
  let head: Buffer | null = Buffer.alloc(0)
  const answering: Line = {
    write: (text) => raw.write(frameOf(Buffer.from(text))),
    close: () => raw.close(),
  }
  const frames = decodeFrames(keep, (received) => message(received, answering))
  const raw = await openLine(port, (chunk) => {
    if (head === null) return frames(chunk)
    head = Buffer.concat([head, chunk])
    const end = head.indexOf(BLANK)
    if (end < 0) return
    const rest = head.subarray(end + BLANK.length)
    const status = head.toString('latin1', 0, 12)
    head = null
    opened(status === 'HTTP/1.1 101' ? null : new Error(`${path}: ${status}`))
    frames(rest)
  })
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  ]
  raw.write(`${lines.join('\r\n')}\r\n\r\n`)
  const error = await open
  if (error) throw error
  return answering
}

/** A text message of a client; masked with zeros, which leaves it as it is. */
function frameOf(text: Buffer): Buffer {
  const [length, extended] =
    text.length < 126 ? [text.length, 0] : text.length < 65_536 ? ([126, 2] as const) : ([127, 8] as const)
  const head = Buffer.alloc(2 + extended + 4)
  head[0] = 0x81
  head[1] = 0x80 | length
  if (extended === 2) head.writeUInt16BE(text.length, 2)
  if (extended === 8) head.writeUInt32BE(text.length, 6)
  return Buffer.concat([head, text])
}

/** Source: RFC 6455, section 5.2. A server's frames have no mask; the servers here send no fragments. */
function decodeFrames(keep: number, message: (message: Message) => void): (chunk: Buffer) => void {
  const head = Buffer.alloc(10)
  let headBytes = 0
  let bytes = -1
  let left = 0
  let kept: Buffer[] = []
  let room = 0

  const headNeeds = () => {
    if (headBytes < 2) return 2
    const length = (head[1] ?? 0) & 0x7f
    return length === 127 ? 10 : length === 126 ? 4 : 2
  }
  const begin = () => {
    const length = (head[1] ?? 0) & 0x7f
    bytes = length === 127 ? head.readUInt32BE(6) : length === 126 ? head.readUInt16BE(2) : length
    left = bytes
    room = Math.min(keep, bytes)
    kept = []
  }
  const finish = () => {
    const isText = ((head[0] ?? 0) & 0x0f) === 1
    if (isText) message({ text: kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept), bytes })
    headBytes = 0
    bytes = -1
  }

  return (chunk) => {
    let at = 0
    while (at < chunk.length) {
      if (bytes < 0) {
        head[headBytes++] = chunk[at++] ?? 0
        if (headBytes < headNeeds()) continue
        begin()
      } else {
        const part = chunk.subarray(at, at + Math.min(left, chunk.length - at))
        if (room > 0) {
          const wanted = part.subarray(0, room)
          // The last part is read at once; earlier ones outlive the shared buffer.
          kept.push(part.length === left && kept.length === 0 ? wanted : Buffer.from(wanted))
          room -= wanted.length
        }
        at += part.length
        left -= part.length
      }
      if (bytes >= 0 && left === 0) finish()
    }
  }
}
