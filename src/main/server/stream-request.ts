import { type Cursor, parseCursor } from '../../shared/cursor'
import type { TopicFilter } from '../../shared/sticky-cache'
import { topicFilter } from './topic-filter'

/** What a request for the stream asks for, whatever carries it. */
export interface StreamRequest {
  readonly cursor: Cursor | null
  readonly filter: TopicFilter
  /** As it was asked, in seconds; null where it was not, or is no number. */
  readonly wait: number | null
}

/** Reads `?cursor=&types=&wait=`. `lastEventId` is newer than the address, which a browser repeats at each reconnect. */
export function streamRequest(url: string, lastEventId?: string): StreamRequest {
  const query = new URLSearchParams(url.replace(/^[^?]*\??/s, ''))
  const wait = query.get('wait') ?? ''
  return {
    cursor: parseCursor(lastEventId) ?? parseCursor(query.get('cursor')),
    filter: topicFilter(query.has('types') ? query.getAll('types').join() : undefined),
    wait: /^-?\d+(?:\.\d+)?$/.test(wait) ? Math.max(0, Number(wait)) : null,
  }
}
