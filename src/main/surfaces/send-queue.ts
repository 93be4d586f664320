import type { SurfaceServerMessage, TurnEvent } from '../../shared/surface-wire'

/** What a socket is to this folder: somebody else's WebSocket. */
export interface SurfaceSocket {
  /** `flushed` is called when the text has left this process. */
  send(text: string, flushed: () => void): void
  close(code: number, reason: string): void
}

/** Where the limits that are met are counted. */
export interface LimitHits {
  hit(limit: 'conversations' | 'refused_messages' | 'surface_messages_waiting' | 'surface_sockets' | 'watched'): void
}

/** Characters on their way to a socket; past them it is not written to. */
export const MAX_UNSENT = 64 * 1024
/** Messages that wait for a socket that is not written to; past them it is closed with 1013. */
export const MAX_WAITING = 256

/** What a socket is owed. Where it is slow, an update is rendered when it goes out, and text is joined: it gets the newest state. */
export interface SendQueue {
  post(message: SurfaceServerMessage): void
  /** At most one update per `key` waits. */
  update(key: string, render: () => SurfaceServerMessage): void
  tell(event: TurnEvent): void
}

export function createSendQueue(socket: SurfaceSocket, limitHits: LimitHits): SendQueue {
  const waiting = new Map<string, () => SurfaceServerMessage>()
  const deltas = new Map<string, Extract<TurnEvent, { type: 'text-delta' }>>()
  let unsent = 0
  let posted = 0

  const write = (message: SurfaceServerMessage): void => {
    const text = JSON.stringify(message)
    unsent += text.length
    socket.send(text, () => {
      unsent -= text.length
      drain()
    })
  }
  const drain = (): void => {
    for (const [key, render] of waiting) {
      if (unsent >= MAX_UNSENT) return
      waiting.delete(key)
      write(render())
    }
  }
  const put = (key: string, render: () => SurfaceServerMessage): void => {
    if (waiting.size === 0 && unsent < MAX_UNSENT) {
      write(render())
      return
    }
    waiting.set(key, render) // an update that waits already keeps its place
    if (waiting.size > MAX_WAITING) {
      waiting.clear()
      limitHits.hit('surface_messages_waiting')
      socket.close(1013, 'limit "surface_messages_waiting"')
    }
  }

  const post = (message: SurfaceServerMessage): void => put(`message:${++posted}`, () => message)
  return {
    post,
    update: (key, render) => put(`update:${key}`, render),
    tell(event) {
      if (event.type !== 'text-delta') {
        post({ type: 'chat.delta', event })
        return
      }
      const key = `text:${event.turnId}`
      const before = waiting.has(key) ? deltas.get(key) : undefined
      deltas.set(key, before ? { ...event, delta: before.delta + event.delta } : event)
      put(key, () => {
        const joined = deltas.get(key) ?? event
        deltas.delete(key)
        return { type: 'chat.delta', event: joined }
      })
    },
  }
}
