import { formatCursor } from '../../shared/cursor'
import { once } from '../../shared/dispose'
import { parseOne, type Transport } from './transport'

/** Of `WebSocket` what is used here. */
export type OpenSocket = (url: string) => Pick<WebSocket, 'addEventListener' | 'send' | 'close'>

/** One WebSocket; `origin` is the page's, `http://HOST:PORT`. */
export function webSocketTransport(origin: string, openSocket: OpenSocket = (url) => new WebSocket(url)): Transport {
  return {
    name: 'ws',
    holdsConnection: false,
    parse: parseOne,
    open(resume, sink) {
      const url = new URL('/ws', origin)
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
      const cursor = resume()
      if (cursor) url.searchParams.set('cursor', formatCursor(cursor))
      const socket = openSocket(url.href)
      const listening = new AbortController()
      const { signal } = listening
      socket.addEventListener('message', ({ data }) => sink.received(String(data)), { signal })
      socket.addEventListener(
        'close',
        ({ code, reason }) => {
          listening.abort()
          sink.closed(reason || `closed with ${code}`)
        },
        { signal },
      )
      return once(() => {
        listening.abort()
        socket.close()
      })
    },
  }
}
