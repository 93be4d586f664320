import type { Payload, TopicName } from './topics'

/** Where a value comes from: only `live` may look live. */
export const origins = ['live', 'sample', 'replay', 'restored'] as const
export type Origin = (typeof origins)[number]

/** An event before it has an offset: what `publish` takes. */
export type EventDraft<T extends TopicName = TopicName> = {
  readonly [K in T]: {
    readonly type: K
    readonly payload: Payload<K>
    /** Epoch seconds. */
    readonly timestamp: number
    readonly origin: Origin
  }
}[T]

/** An event of the log. */
export type LecternEvent<T extends TopicName = TopicName> = EventDraft<T> & { readonly offset: number }
