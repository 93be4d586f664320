import { get, type IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import { type Cursor, formatCursor } from '../../../shared/cursor'
import type { Dispose } from '../../../shared/dispose'
import { parsePollBody, parseServerMessage, type ServerMessage } from '../../../shared/wire'
import { openIpcClient } from '../../electron/testing/memory-port'
import type { ServerDeps } from '../deps'

/** A real socket to the stream, whatever carries it. */
interface StreamClient {
  /** Stops to read; what the server sends then piles up in the kernel, and behind it at the server. */
  pause(): void
  resume(): void
  readonly close: Dispose
}

export interface StreamOptions {
  readonly base: string
  /** What a transport without a socket is served from. */
  readonly deps?: ServerDeps
  readonly cursor?: Cursor | null
  /** Without it every topic. */
  readonly types?: string
  tell(message: ServerMessage): void
  closed?(reason: string): void
}

export type OpenStream = (options: StreamOptions) => StreamClient

function address(path: string, { base, cursor, types }: StreamOptions): string {
  const query = new URLSearchParams()
  if (cursor) query.set('cursor', formatCursor(cursor))
  if (types !== undefined) query.set('types', types)
  return `${base}${path}?${query}`
}

function told<T>(parsed: { readonly message: T } | { readonly error: string }): T {
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed.message
}

export const openWs: OpenStream = (options) => {
  const socket = new WebSocket(address('/ws', options).replace('http', 'ws'))
  socket.on('message', (data) => options.tell(told(parseServerMessage(data.toString()))))
  socket.on('close', (code, reason) => options.closed?.(`${code} ${reason}`))
  socket.on('error', () => {})
  return { pause: () => socket.pause(), resume: () => socket.resume(), close: () => socket.terminate() }
}

export const openIpc: OpenStream = ({ deps, cursor = null, tell, closed }) => {
  if (!deps) throw new Error('a port in memory needs the server itself')
  return openIpcClient({
    deps,
    cursor,
    received: (text) => tell(told(parseServerMessage(text))),
    closed: (reason) => closed?.(reason),
  })
}

export const openSse: OpenStream = (options) => {
  let response: IncomingMessage | null = null
  let rest = ''
  let reset = false
  const request = get(address('/api/events', options), (answer) => {
    response = answer
    answer.setEncoding('utf8').on('data', (chunk: string) => {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) tellBlock(block)
    })
    answer.on('close', () => options.closed?.('ended'))
  })
  request.on('error', () => {})
  const tellBlock = (block: string) => {
    const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]))
    const [id, event, data = ''] = [fields.get('id'), fields.get('event'), fields.get('data')]
    const say = (text: string) => options.tell(told(parseServerMessage(text)))
    if (event === 'reset') reset = true
    else if (event === 'hello' || event === 'gap' || event === 'ping') say(`{"type":"${event}",${data.slice(1)}`)
    else if (event === 'snapshot-complete') {
      say(`{"type":"snapshot","cursor":"${id}","events":[],"complete":true${reset ? ',"reset":true' : ''}}`)
      reset = false
    } else if (event && id) {
      say(
        `{"type":"snapshot","cursor":"${id}","events":[{"id":"${id}",${data.slice(1)}]${reset ? ',"reset":true' : ''}}`,
      )
      reset = false
    }
  }
  return { pause: () => response?.pause(), resume: () => response?.resume(), close: () => request.destroy() }
}

export const openPoll: OpenStream = (options) => {
  const shut = new AbortController()
  const gate = { go: Promise.resolve(), open: () => {} }
  const ask = async (cursor: Cursor | null): Promise<void> => {
    await gate.go
    const url = address('/api/poll', { ...options, cursor })
    const response = await fetch(url, { signal: shut.signal })
    let next = cursor
    for (const message of told(parsePollBody(await response.text()))) {
      options.tell(message)
      if ('cursor' in message) next = message.cursor
    }
    return ask(next)
  }
  ask(options.cursor ?? null).catch(() => options.closed?.('ended'))
  return {
    pause() {
      gate.go = new Promise((resolve) => {
        gate.open = resolve
      })
    },
    resume: () => gate.open(),
    close: () => shut.abort(),
  }
}
