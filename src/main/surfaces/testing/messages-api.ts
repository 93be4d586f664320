import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the API was asked, as far as the tests look at it. */
export interface AskedOfApi {
  readonly body: {
    readonly model: string
    readonly max_tokens: number
    readonly stream?: boolean
    readonly system: readonly { readonly text: string; readonly cache_control?: object }[]
    readonly messages: readonly { readonly role: string; readonly content: string }[]
  }
  readonly key: string | undefined
}

type Reply =
  | { readonly kind: 'answer'; readonly words: readonly string[]; readonly stop?: string }
  /** The connection ends behind the words. */
  | { readonly kind: 'cut'; readonly words: readonly string[] }
  /** Nothing comes behind the words. */
  | { readonly kind: 'silence'; readonly words: readonly string[] }
  /** Not even a status comes. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'status'; readonly status: number; readonly type: string; readonly message: string }
  /** An error in mid-stream. */
  | { readonly kind: 'error'; readonly words: readonly string[]; readonly type: string }

/** A server on this machine that speaks the Messages API and keeps a prompt cache by the prefix's bytes. */
export async function startMessagesApi(options: { readonly leastCacheable: number }) {
  const asked: AskedOfApi[] = []
  const replies: Reply[] = []
  const cached = new Set<string>()
  const usageOf = ({ system, messages }: AskedOfApi['body']) => {
    const prefix = system
      .filter((block) => block.cache_control)
      .map((block) => block.text)
      .join('')
    const tokens = Math.ceil(prefix.length / 4)
    const rest = Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4)
    if (tokens < options.leastCacheable) return usage(tokens + rest, 0, 0)
    if (cached.has(prefix)) return usage(rest, tokens, 0)
    cached.add(prefix)
    return usage(rest, 0, tokens)
  }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      const body: AskedOfApi['body'] = JSON.parse(text)
      asked.push({ body, key: request.headers['x-api-key']?.toString() })
      play(response, body, replies.shift() ?? { kind: 'answer', words: ['ok'] }, usageOf(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    replies,
    forget: () => cached.clear(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const usage = (input: number, read: number, written: number) => ({
  input_tokens: input,
  output_tokens: 0,
  cache_read_input_tokens: read,
  cache_creation_input_tokens: written,
})

function play(response: ServerResponse, body: AskedOfApi['body'], reply: Reply, counted: object): void {
  if (reply.kind === 'nothing') return
  if (reply.kind === 'status') {
    const error = { type: 'error', error: { type: reply.type, message: reply.message } }
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(error))
    return
  }
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: body.model,
    content: [],
    stop_reason: null,
    usage: counted,
  }
  if (body.stream !== true) {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ...message, stop_reason: 'max_tokens' }))
    return
  }
  const send = (event: { readonly type: string; readonly [field: string]: unknown }) =>
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  const start = { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  send({ type: 'message_start', message })
  send(start)
  for (const text of reply.words) {
    send({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })
  }
  switch (reply.kind) {
    case 'silence':
      return
    case 'cut':
      response.end()
      return
    case 'error':
      send({ type: 'error', error: { type: reply.type, message: 'Overloaded' } })
      response.end()
      return
    case 'answer':
      send({ type: 'content_block_stop', index: 0 })
      send({
        type: 'message_delta',
        delta: { stop_reason: reply.stop ?? 'end_turn' },
        usage: { output_tokens: reply.words.length },
      })
      send({ type: 'message_stop' })
      response.end()
  }
}
