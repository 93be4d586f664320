import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clock } from '../../../shared/clock'
import { type Dispose, disposeAll } from '../../../shared/dispose'
import type { SurfaceClientMessage } from '../../../shared/surface-wire'
import { type LineOptions, type OpenSocket, openLine } from './line'
import { freeze, thaw } from './storage'
import { MAX_TABS, stepTabs, type Tabs, type TabsEvent } from './tabs'

/** The surfaces of a conversation that this page shows or follows. */
const SURFACES = ['cache-warming', 'turn'] as const

/** What was said is kept so long after the last word, in milliseconds: a streaming answer is not written word by word. */
const KEEP_MS = 500

interface ChatState extends Tabs {
  readonly up: boolean
}

export interface ChatOptions {
  readonly open: OpenSocket
  /** `POST /conversations/:id/close`; true when the server has taken it. */
  post(conversationId: string): Promise<boolean>
  readonly shelf: { read(): string | null; write(text: string): void }
  readonly clock: Clock
  readonly random: () => number
  readonly surroundings: LineOptions['surroundings']
  newId(): string
}

/** The presenter's conversations. Only `close` ends one: a page that goes away leaves them as they are. */
export interface Chat {
  readonly store: StoreApi<ChatState>
  ask(conversationId: string, message: string): boolean
  invoke(conversationId: string, surfaceId: string, actionId: string, payload?: unknown): boolean
  open(): void
  focus(conversationId: string): void
  close(conversationId: string): void
  /** Keeps now what was said; to be called where the page may not come to it later. */
  keep(): void
  readonly dispose: Dispose
}

export function createChat({ open, post, shelf, clock, random, surroundings, newId }: ChatOptions): Chat {
  const store = createStore<ChatState>(() => ({ ...thaw(shelf.read(), newId()), up: false }))
  let cancelKeep: Dispose | null = null

  const keep = () => {
    cancelKeep?.()
    cancelKeep = null
    shelf.write(freeze(store.getState()))
  }
  const apply = (event: TabsEvent) => {
    store.setState((state) => stepTabs(state, event))
    if (event.type !== 'told') keep()
    else cancelKeep ??= clock.after(KEEP_MS, keep)
  }
  const subscribe = (conversationId: string): SurfaceClientMessage[] => [
    { type: 'chat.subscribe', conversationId },
    ...SURFACES.map((surfaceId) => ({ type: 'subscribe', surfaceId, conversationId }) as const),
  ]
  const watch = (conversationId: string) => {
    for (const message of subscribe(conversationId)) line.send(message)
  }
  const unwatch = (conversationId: string) => {
    line.send({ type: 'chat.unsubscribe', conversationId })
    for (const surfaceId of SURFACES) line.send({ type: 'unsubscribe', surfaceId, conversationId })
  }
  const tellClosed = async (id: string) => {
    if (await post(id)) apply({ type: 'closed', id })
  }

  const line = openLine({
    open,
    clock,
    random,
    surroundings,
    wanted: () => store.getState().tabs.flatMap(({ id }) => subscribe(id)),
    probe: () => ({ type: 'subscribe', surfaceId: 'turn', conversationId: store.getState().focused }),
    told: (message) => apply({ type: 'told', message }),
    changed(up) {
      store.setState({ up })
      if (up) for (const id of store.getState().closing) void tellClosed(id)
      else apply({ type: 'lost' })
    },
  })

  return {
    store,
    ask(conversationId, message) {
      const sent = line.send({ type: 'chat.send', conversationId, message })
      apply({ type: 'asked', id: conversationId, question: sent ? message : null })
      return sent
    },
    invoke(conversationId, surfaceId, actionId, payload) {
      apply({ type: 'asked', id: conversationId, question: null })
      return line.send({ type: 'invoke', surfaceId, actionId, payload, conversationId })
    },
    open() {
      if (store.getState().tabs.length >= MAX_TABS) return
      const id = newId()
      apply({ type: 'open', id })
      watch(id)
    },
    focus: (id) => apply({ type: 'focus', id }),
    close(id) {
      const before = store.getState().tabs
      apply({ type: 'close', id, next: newId() })
      unwatch(id)
      for (const tab of store.getState().tabs) if (!before.some((known) => known.id === tab.id)) watch(tab.id)
      void tellClosed(id)
    },
    keep,
    dispose: disposeAll([line.close, () => cancelKeep !== null && keep()]),
  }
}
