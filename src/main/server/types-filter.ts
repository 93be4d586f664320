import type { TopicFilter } from '../../shared/sticky-cache'
import { isTopic, type TopicName, topicNames } from '../../shared/topics'

/** The topics that `?types=a,b` asks for: without it all, empty none. An unknown name is refused by one sentence. */
export function parseTypes(query: URLSearchParams): { readonly filter: TopicFilter } | { readonly error: string } {
  if (!query.has('types')) return { filter: null }
  const names = query.getAll('types').join().split(',').filter(Boolean)
  const filter = new Set<TopicName>()
  for (const name of names) {
    if (!isTopic(name)) {
      return { error: `unknown type "${name.slice(0, 80)}" in types; known are ${topicNames.join(', ')}` }
    }
    filter.add(name)
  }
  // The live points are emptied by a new embedding: who sees only them would keep what is gone.
  if (filter.has('embedding')) filter.add('embedding_snapshot')
  return { filter }
}
