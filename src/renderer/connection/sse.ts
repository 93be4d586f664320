import { formatCursor } from '../../shared/cursor'
import { once } from '../../shared/dispose'
import { createSseReader } from './sse-blocks'
import { createSseTranslator } from './sse-messages'
import { parseOne, type Transport } from './transport'

/**
 * Server-sent events over `fetch`: `EventSource` hides the heartbeats that tell a dead line from a quiet one,
 * and reconnects by a mind of its own.
 */
export function sseTransport(origin: string, request: typeof fetch = (...args) => fetch(...args)): Transport {
  return {
    name: 'sse',
    holdsConnection: true,
    parse: parseOne,
    open(resume, sink) {
      const url = new URL('/api/events', origin)
      const cursor = resume()
      if (cursor) url.searchParams.set('cursor', formatCursor(cursor))
      const shut = new AbortController()
      const read = async () => {
        const headers = { accept: 'text/event-stream' }
        const response = await request(url, { headers, cache: 'no-store', signal: shut.signal })
        if (!response.ok || !response.body) return `answered ${response.status}`
        const cut = createSseReader()
        const translate = createSseTranslator()
        const decoder = new TextDecoder()
        const reader = response.body.getReader()
        for (;;) {
          const { done, value } = await reader.read()
          if (shut.signal.aborted) return ''
          if (done) return 'the stream ended'
          sink.heard()
          for (const text of translate(cut(decoder.decode(value, { stream: true })))) {
            sink.received(text)
            if (shut.signal.aborted) return ''
          }
        }
      }
      void read()
        .catch(String)
        .then((reason) => {
          if (shut.signal.aborted) return
          shut.abort()
          sink.closed(reason)
        })
      return once(() => shut.abort())
    },
  }
}
