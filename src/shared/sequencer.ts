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
  /** Appends a producer's events, checked by a parser, in order. Never rejects. */
  publish(drafts: readonly EventDraft[]): Promise<Outcome>
  /** Appends what the program itself has to say, now or, where the log is out of reach, when it is back. */
  offer(drafts: readonly EventDraft[]): void
}
