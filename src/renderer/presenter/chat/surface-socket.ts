import type { OpenSocket } from './line'

/** The browser's WebSocket to `/surfaces` of a server. */
export function surfaceSocket(origin: string): OpenSocket {
  return (sink) => {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/surfaces`)
    const listening = new AbortController()
    const { signal } = listening
    socket.addEventListener('open', () => sink.opened((text) => socket.send(text)), { signal })
    socket.addEventListener('message', ({ data }) => sink.text(String(data)), { signal })
    socket.addEventListener('close', () => sink.closed(), { signal })
    return () => {
      listening.abort()
      socket.close()
    }
  }
}
