import { counted, words } from '../../../../shared/format'
import type { StickyCache } from '../../../../shared/sticky-cache'
import { type TopicName, topicNames, topics } from '../../../../shared/topics'
import type { Statement } from './say'

/** What came in after `since` (epoch milliseconds), a sentence a topic, scenes first, the newest of each by name where it has one. */
export function changes(replica: StickyCache, since: number): Statement[] {
  const order = [...topicNames].filter(
    (topic) => topics[topic].scene !== null || topic === 'marker' || topic === 'alert',
  )
  return order.flatMap((topic) => {
    const news = replica.read(topic).filter((event) => event.timestamp * 1000 > since)
    return news.length === 0 ? [] : [{ text: told(topic, news), source: topic }]
  })
}

function told(topic: TopicName, news: readonly { readonly payload: unknown }[]): string {
  const names = [...new Set(news.flatMap(({ payload }) => nameOf(payload)))]
  if (names.length === 0) return `${words(topic)} changed`
  const some = names.slice(-3).map(words).join(', ')
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return `${words(topic)}: ${counted(news.length, 'new value')}, of ${some}${more}`
}

/** What an event is about, by the first of the fields that name something. */
function nameOf(payload: unknown): string[] {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return []
  for (const field of ['host_id', 'episode_id', 'model', 'name', 'message', 'label']) {
    const value: unknown = Reflect.get(payload, field)
    if (typeof value === 'string') return [value]
  }
  return []
}
