import { formatCursor } from '../../shared/cursor'
import { once } from '../../shared/dispose'
import { PORT_CLOSED } from '../../shared/ipc'
import { parseOne, type Transport } from './transport'

/** Of a `MessagePort` what is used here. */
export interface StreamPort {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(text: string): void
  start(): void
  close(): void
}

/** Asks the shell for a port that carries the stream after `cursor`. */
export type OpenPort = (cursor: string | null) => Promise<StreamPort>

const PONG = JSON.stringify({ type: 'pong' })

/** The stream from the shell's own process. */
export function ipcTransport(openPort: OpenPort): Transport {
  return {
    name: 'ipc',
    holdsConnection: false,
    parse: parseOne,
    open(resume, sink) {
      const cursor = resume()
      let port: StreamPort | null = null
      let alive = true
      const end = once(() => {
        alive = false
        port?.close()
      })
      const ended = (reason: string) => {
        if (!alive) return
        end()
        sink.closed(reason)
      }
      openPort(cursor && formatCursor(cursor)).then(
        (opened) => {
          port = opened
          if (!alive) return port.close()
          port.addEventListener('message', ({ data }) => {
            if (!alive) return
            if (data === PORT_CLOSED) return ended('the shell closed the port')
            sink.received(String(data))
            // A port tells its sender nothing of how far behind its reader is: each message is answered.
            if (alive) opened.postMessage(PONG)
          })
          port.start()
        },
        (error: unknown) => ended(String(error)),
      )
      return end
    },
  }
}
