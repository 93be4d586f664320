import type { TopicFilter } from '../../shared/sticky-cache'
import { isTopic } from '../../shared/topics'

/**
 * `types=a,b` of a request: absent is every topic, empty is none, an unknown name is no topic.
 * `embedding` brings `embedding_snapshot`, which empties it.
 */
export function topicFilter(types: unknown): TopicFilter {
  if (types === undefined) return null
  const names = new Set(String(types).split(',').filter(isTopic))
  if (names.has('embedding')) names.add('embedding_snapshot')
  return names
}
