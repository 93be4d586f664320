import type { LecternEvent } from '../../shared/event'
import type { TopicName } from '../../shared/topics'
import { useDashboard } from '../store/use-dashboard'

/** What is retained of a topic, oldest first; the component renders when that changes, and not when others speak. */
export function useTopic<T extends TopicName>(topic: T): readonly Extract<LecternEvent, { type: T }>[] {
  return useDashboard(({ cache }) => cache.read(topic))
}
