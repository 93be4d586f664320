import type { SurfaceServerMessage, TurnEvent } from '../../shared/surface-wire'
import { type Chat, type Client, createClient } from './client'
import type { LimitHits, SurfaceSocket } from './send-queue'
import type { Surface } from './surface'

/** Presenter's pages and panels that are connected at once. */
const MAX_SOCKETS = 32

export interface SurfaceConnection {
  /** Takes a message; never throws. */
  receive(text: string): void
  /** The socket is gone. Nothing that was started ends. */
  close(): void
}

/** Shows surfaces to sockets, and tells them what changes. It knows no surface. */
export interface Host {
  connect(socket: SurfaceSocket, surfaces: readonly Surface[], chat: Chat): SurfaceConnection
  changed(surfaceId: string, conversationId: string | null): void
  heard(event: TurnEvent): void
  chatProblem(conversationId: string, message: string): void
  problem(surfaceId: string, conversationId: string, message: string): void
}

export function createHost(now: () => number, limitHits: LimitHits): Host {
  const clients = new Set<Client>()
  const each = (call: (client: Client) => void) => {
    for (const client of clients) call(client)
  }
  return {
    connect(socket, surfaces, chat) {
      if (clients.size >= MAX_SOCKETS) {
        limitHits.hit('surface_sockets')
        socket.close(1013, 'limit "surface_sockets"')
        return { receive() {}, close() {} }
      }
      const client = createClient(socket, surfaces, chat, now, limitHits)
      clients.add(client)
      return { receive: client.receive, close: () => void clients.delete(client) }
    },
    changed: (surfaceId, conversationId) => each((client) => client.changed(surfaceId, conversationId)),
    heard: (event) => each((client) => client.heard(event)),
    chatProblem(conversationId, message) {
      each((client) => client.chatProblem(conversationId, message))
    },
    problem(surfaceId, conversationId, message) {
      const error: SurfaceServerMessage = { type: 'error', surfaceId, conversationId, message }
      each((client) => client.problem(surfaceId, conversationId, error))
    },
  }
}
