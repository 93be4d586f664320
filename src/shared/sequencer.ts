import type { Cursor } from './cursor'
import type { EventDraft } from './event'

/** What came of a publish. */
export interface Outcome {
  /** The head behind what was accepted. */
  readonly cursor: Cursor
  /** Of the drafts the first so many are in the log. */
  readonly accepted: number
  /** Why the others are not, in one sentence; null where all are. */
  readonly refused: string | null
}

/** Gives offsets: in this process, or in a log that several nodes share and that may be out of reach. */
export interface Sequencer {
  /**
   * Appends a producer's events, checked by a parser, in order. Never rejects. Over NATS it resolves when the stream has
   * answered; an event whose answer was lost counts as refused, and may be in the log all the same.
   */
  publish(drafts: readonly EventDraft[]): Promise<Outcome>
  /** Appends what the program itself has to say, now or, where the log is out of reach, when it is back. */
  offer(drafts: readonly EventDraft[]): void
}
