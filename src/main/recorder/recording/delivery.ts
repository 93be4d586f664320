import type { Cursor } from '../../../shared/cursor'
import type { LecternEvent } from '../../../shared/event'

/** An event as it is recorded: with the one JSON text that every client gets. */
export type TapedEvent = LecternEvent & {
  readonly json: string
  /** When it was published, in milliseconds that elapsed by the clock of who records. */
  readonly at: number
}

/** What a cursor of the stream is told. The broadcaster's deliveries are these. */
export type TapeDelivery =
  | {
      readonly kind: 'snapshot'
      readonly cursor: Cursor
      readonly events: readonly TapedEvent[]
      readonly reset: boolean
      readonly complete: boolean
    }
  | { readonly kind: 'events'; readonly cursor: Cursor; readonly events: readonly TapedEvent[] }
  | { readonly kind: 'gap'; readonly cursor: Cursor; readonly dropped: number }

/** The far end of a cursor, as the broadcaster wants it. */
export interface TapeSubscriber {
  readonly filter: ReadonlySet<LecternEvent['type']>
  readonly tickMs: number
  writable(): boolean
  send(told: TapeDelivery): void
}

/** A place in the stream that moves on as its subscriber can take more. */
export interface TapeSubscription {
  wake(): void
  close(): void
}
