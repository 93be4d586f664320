import { createStore } from 'zustand/vanilla'
import type { LecternEvent } from '../../shared/event'
import type { StickyCache } from '../../shared/sticky-cache'
import { mapTopics, type TopicName } from '../../shared/topics'
import type { Dashboard, DashboardStore } from './dashboard'

/** What the page shows now, for good: the replica it comes from goes on, this does not. */
export function stillStore(state: Dashboard): DashboardStore {
  const store = createStore<Dashboard>(() => ({ ...state, cache: stillCache(state.cache, state.now) }))
  const nothing = () => {}
  return { ...store, changed: nothing, flush: nothing, tick: () => nothing }
}

function stillCache(cache: StickyCache, nowMs: number): StickyCache {
  // What `read` gives is never changed, so that keeping it is keeping all.
  const events = mapTopics((name) => cache.read(name, nowMs))
  const revisions = mapTopics((name) => cache.revision(name))
  const { offset } = cache
  return {
    offset,
    put: () => false,
    advance: () => {},
    since: (from, filter = null) => {
      const all: LecternEvent[] = Object.values(events).flat()
      return all
        .filter((event) => event.offset > from && (!filter || filter.has(event.type)))
        .sort((a, b) => a.offset - b.offset)
    },
    // A topic's list holds nothing but that topic's events: the cache that gave it sorted them.
    read: <T extends TopicName>(topic: T) => events[topic] as readonly Extract<LecternEvent, { type: T }>[],
    revision: (topic) => revisions[topic],
  }
}
