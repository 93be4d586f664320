import {
  parseSurfaceClientMessage,
  type SurfaceClientMessage,
  type SurfaceServerMessage,
  type TurnEvent,
} from '../../shared/surface-wire'
import { createSendQueue, type LimitHits, type SurfaceSocket } from './send-queue'
import type { Surface } from './surface'

/** Surfaces, and conversations, that one socket watches. */
const MAX_WATCHED = 64
/** Refused messages a minute; past them the socket is closed with 1008. */
const MAX_REFUSED = 60

/** The chat that a client may talk to. */
export interface Chat {
  /** Begins a turn, or says why not. */
  send(conversationId: string, message: string): string | null
  /** The running turn from its start. */
  replay(conversationId: string): TurnEvent[]
}

/** One socket: what it watches, and what it may be told. */
export interface Client {
  receive(text: string): void
  changed(surfaceId: string, conversationId: string | null): void
  heard(event: TurnEvent): void
  chatProblem(conversationId: string, message: string): void
  problem(surfaceId: string, conversationId: string, error: SurfaceServerMessage): void
}

type Message<Type extends SurfaceClientMessage['type']> = Extract<SurfaceClientMessage, { type: Type }>

export function createClient(
  socket: SurfaceSocket,
  surfaces: readonly Surface[],
  chat: Chat,
  now: () => number,
  limitHits: LimitHits,
): Client {
  const queue = createSendQueue(socket, limitHits)
  const byId = new Map(surfaces.map((surface) => [surface.id, surface]))
  const watched = new Set<string>()
  const chats = new Set<string>()
  let refused: number[] = []

  const refuse = (message: SurfaceServerMessage): void => {
    queue.post(message)
    refused = [...refused.filter((at) => at > now() - 60_000), now()]
    if (refused.length <= MAX_REFUSED) return
    limitHits.hit('refused_messages')
    socket.close(1008, 'limit "refused_messages"')
  }

  /** The conversation that a message to `surface` is about: a global one is about none. */
  const scopeOf = (surface: Surface, conversationId: string | null) =>
    surface.scope === 'global' ? null : conversationId

  const update = (surface: Surface, conversationId: string | null): void =>
    queue.update(keyOf(surface.id, conversationId), () => ({
      type: 'update',
      update: { surfaceId: surface.id, spec: surface.spec(conversationId), ...echo(conversationId) },
    }))

  const subscribe = (surface: Surface, conversationId: string | null): void => {
    const key = keyOf(surface.id, conversationId)
    if (watched.size >= MAX_WATCHED && !watched.has(key)) {
      limitHits.hit('watched')
      const message = `more than ${MAX_WATCHED} surfaces watched (limit "watched")`
      refuse({ type: 'error', surfaceId: surface.id, ...echo(conversationId), message })
      return
    }
    watched.add(key)
    queue.post({ type: 'surface', spec: surface.spec(conversationId), ...echo(conversationId) })
  }

  const invoke = (surface: Surface, conversationId: string | null, { actionId, payload }: Message<'invoke'>): void => {
    const message = surface.invoke(actionId, payload, conversationId)
    if (message === null) return
    refuse({ type: 'error', surfaceId: surface.id, ...echo(conversationId), message })
    // What is shown goes back to what holds.
    if (watched.has(keyOf(surface.id, conversationId))) update(surface, conversationId)
  }

  const toSurface = (message: Message<'subscribe' | 'unsubscribe' | 'invoke'>): void => {
    const surface = byId.get(message.surfaceId)
    if (!surface) {
      const known = [...byId.keys()].join(', ')
      const error = `unknown surface; known are ${known}`
      refuse({ type: 'error', surfaceId: message.surfaceId, ...echo(message.conversationId), message: error })
      return
    }
    const conversationId = scopeOf(surface, message.conversationId)
    if (message.type === 'subscribe') subscribe(surface, conversationId)
    else if (message.type === 'unsubscribe') watched.delete(keyOf(surface.id, conversationId))
    else invoke(surface, conversationId, message)
  }

  /** False, and said so, where it watches too many. */
  const watchChat = (conversationId: string): boolean => {
    if (chats.size >= MAX_WATCHED && !chats.has(conversationId)) {
      limitHits.hit('watched')
      const message = `more than ${MAX_WATCHED} conversations watched (limit "watched")`
      refuse({ type: 'chat.error', conversationId, message })
      return false
    }
    chats.add(conversationId)
    return true
  }

  const toChat = (message: Message<'chat.send' | 'chat.subscribe' | 'chat.unsubscribe'>): void => {
    const { conversationId } = message
    if (message.type === 'chat.unsubscribe') {
      chats.delete(conversationId)
      return
    }
    const already = chats.has(conversationId)
    if (!watchChat(conversationId)) return
    if (message.type === 'chat.subscribe') {
      for (const event of chat.replay(conversationId)) queue.tell(event)
      return
    }
    const refusal = chat.send(conversationId, message.message)
    if (refusal === null) return
    if (!already) chats.delete(conversationId) // a turn that never was has no watcher
    refuse({ type: 'chat.error', conversationId, message: refusal })
  }

  queue.post({
    type: 'catalog',
    catalog: surfaces.map(({ id, region, title, scope }) => ({ id, region, title, scope })),
  })

  return {
    receive(text) {
      const parsed = parseSurfaceClientMessage(text)
      if ('error' in parsed) {
        const { surfaceId, chat: aboutChat, conversationId } = parsed.about
        const of = echo(conversationId)
        if (aboutChat) refuse({ type: 'chat.error', ...of, message: parsed.error })
        else refuse({ type: 'error', ...(surfaceId === null ? {} : { surfaceId }), ...of, message: parsed.error })
        return
      }
      const { message } = parsed
      if ('surfaceId' in message) toSurface(message)
      else toChat(message)
    },
    changed(surfaceId, conversationId) {
      const surface = byId.get(surfaceId)
      if (surface && watched.has(keyOf(surfaceId, conversationId))) update(surface, conversationId)
    },
    heard(event) {
      if (chats.has(event.conversationId)) queue.tell(event)
    },
    chatProblem(conversationId, message) {
      if (chats.has(conversationId)) queue.post({ type: 'chat.error', conversationId, message })
    },
    problem(surfaceId, conversationId, error) {
      if (watched.has(keyOf(surfaceId, conversationId))) queue.post(error)
    },
  }
}

// An id holds no control characters, so NUL separates.
const keyOf = (surfaceId: string, conversationId: string | null): string => `${surfaceId}\u0000${conversationId ?? ''}`

const echo = (conversationId: string | null) => (conversationId === null ? {} : { conversationId })
