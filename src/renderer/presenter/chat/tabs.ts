import type { SurfaceServerMessage, SurfaceSpec, TurnEvent } from '../../../shared/surface-wire'
import { hear, settle, type Transcript } from './transcript'

/** Conversations that a page holds at a time. */
export const MAX_TABS = 8

/** A surface as the server last told it; `problem` is what it refused since. */
interface ShownSurface {
  readonly spec: SurfaceSpec
  readonly problem: string | null
}

export interface Tab {
  /** The conversation's id, made here. */
  readonly id: string
  readonly transcript: Transcript
  /** By surface id. */
  readonly surfaces: Readonly<Record<string, ShownSurface>>
  /** A question that was sent, until the server has said what becomes of it. */
  readonly asked: string | null
  /** What the server refused of the chat, or may not have heard; null once it went on. */
  readonly problem: string | null
}

/** The conversations of this page. There is always one, and one has the focus. */
export interface Tabs {
  readonly tabs: readonly [Tab, ...Tab[]]
  readonly focused: string
  /** Closed here, and the server does not know it yet. */
  readonly closing: readonly string[]
}

export type TabsEvent =
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'focus'; readonly id: string }
  /** `next` is the id of the conversation that follows where the last one is closed. */
  | { readonly type: 'close'; readonly id: string; readonly next: string }
  /** The server knows that it is closed. */
  | { readonly type: 'closed'; readonly id: string }
  | { readonly type: 'told'; readonly message: SurfaceServerMessage }
  /** Something new was asked of it: what its surfaces refused before is done with. `question` where it was one: then what was said of the last one is too. */
  | { readonly type: 'asked'; readonly id: string; readonly question: string | null }
  /** The connection was lost. */
  | { readonly type: 'lost' }

export const newTab = (id: string): Tab => ({
  ...{ id, transcript: [], surfaces: {}, asked: null, problem: null },
})

export const newTabs = (id: string): Tabs => ({ tabs: [newTab(id)], focused: id, closing: [] })

/** Closes that the server was not told of yet; past it the oldest is forgotten. */
const MAX_CLOSING = 16

export function stepTabs(state: Tabs, event: TabsEvent): Tabs {
  switch (event.type) {
    case 'open':
      if (state.tabs.length >= MAX_TABS) return state
      return { ...state, tabs: [...state.tabs, newTab(event.id)], focused: event.id }
    case 'focus':
      return state.tabs.some(({ id }) => id === event.id) ? { ...state, focused: event.id } : state
    case 'close':
      return close(state, event.id, event.next)
    case 'closed':
      return { ...state, closing: state.closing.filter((id) => id !== event.id) }
    case 'asked':
      return change(state, event.id, (tab) => ({
        ...tab,
        asked: event.question ?? tab.asked,
        problem: event.question === null ? tab.problem : null,
        surfaces: accepted(tab.surfaces),
      }))
    case 'lost':
      return state.tabs.reduce((all, { id }) => change(all, id, doubt), state)
    case 'told':
      return told(state, event.message)
  }
}

export function focusedTab({ tabs, focused }: Tabs): Tab {
  return tabs.find(({ id }) => id === focused) ?? tabs[0]
}

/** What a tab is called: by its first question, or by its place. */
export function titleOf({ transcript }: Tab, place: number): string {
  const question = transcript[0]?.question
  if (!question) return `Conversation ${place + 1}`
  return question.length > 24 ? `${question.slice(0, 23)}…` : question
}

/** The surface `turn` has its stop button exactly while a turn runs. */
function isAnswering(spec: SurfaceSpec): boolean {
  return spec.fields.some((field) => field.kind === 'button' && field.action.actionId === 'turn/stop')
}

function close(state: Tabs, id: string, next: string): Tabs {
  const place = state.tabs.findIndex((tab) => tab.id === id)
  if (place < 0) return state
  const [first = newTab(next), ...rest] = state.tabs.filter((tab) => tab.id !== id)
  const tabs: Tabs['tabs'] = [first, ...rest]
  const focused = state.focused === id ? (tabs[Math.max(0, place - 1)] ?? first).id : state.focused
  return { tabs, focused, closing: [...state.closing, id].slice(-MAX_CLOSING) }
}

function told(state: Tabs, message: SurfaceServerMessage): Tabs {
  switch (message.type) {
    case 'catalog':
      return state
    case 'surface':
      return change(state, message.conversationId, (tab) => show(tab, message.spec.id, message.spec))
    case 'update': {
      const { surfaceId, spec, conversationId } = message.update
      return change(state, conversationId, (tab) => show(tab, surfaceId, spec))
    }
    case 'error':
      return change(state, message.conversationId, (tab) => refuse(tab, message.surfaceId, message.message))
    case 'chat.delta':
      return heard(state, message.event)
    case 'chat.error':
      return change(state, message.conversationId, (tab) => ({ ...tab, asked: null, problem: message.message }))
  }
}

function show(tab: Tab, surfaceId: string, spec: SurfaceSpec): Tab {
  const before = tab.surfaces[surfaceId]
  // A refusal is followed by an update that shows what holds: what was refused is still to be read then.
  const problem = before && JSON.stringify(before.spec) === JSON.stringify(spec) ? before.problem : null
  const surfaces = { ...tab.surfaces, [surfaceId]: { spec, problem } }
  const transcript = surfaceId === 'turn' ? settle(tab.transcript, isAnswering(spec)) : tab.transcript
  return { ...tab, surfaces, transcript }
}

const accepted = (surfaces: Tab['surfaces']): Tab['surfaces'] =>
  Object.fromEntries(Object.entries(surfaces).map(([id, { spec }]) => [id, { spec, problem: null }]))

function refuse(tab: Tab, surfaceId: string | undefined, problem: string): Tab {
  const shown = surfaceId === undefined ? undefined : tab.surfaces[surfaceId]
  if (surfaceId === undefined || !shown) return { ...tab, problem }
  return { ...tab, surfaces: { ...tab.surfaces, [surfaceId]: { ...shown, problem } } }
}

const heard = (state: Tabs, event: TurnEvent): Tabs =>
  change(state, event.conversationId, (tab) => ({
    ...tab,
    ...(event.type === 'turn-start' ? { asked: null, problem: null } : {}),
    transcript: hear(tab.transcript, event),
  }))

/** Whether the server heard a question that was just sent, nobody knows: its words are given back. */
function doubt(tab: Tab): Tab {
  if (tab.asked === null) return tab
  return { ...tab, asked: null, problem: `The connection was lost, perhaps before this was heard: ${tab.asked}` }
}

function change(state: Tabs, id: string | undefined, to: (tab: Tab) => Tab): Tabs {
  const map = (tab: Tab) => (tab.id === id ? to(tab) : tab)
  const [first, ...rest] = state.tabs
  return { ...state, tabs: [map(first), ...rest.map(map)] }
}
