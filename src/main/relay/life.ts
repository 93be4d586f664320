import { z } from 'zod'
import { parse } from '../../shared/wire'

/** What the nodes agreed on: under which epoch which stream is read, and how far the checkpoint reaches. */
export interface Life {
  readonly epoch: string
  /** When the stream was created, as NATS tells it: a stream that was made anew has another time. */
  readonly stream: string
  /** An event's offset is this and its sequence in the stream. 0 until a stream was lost. */
  readonly base: number
  /** The checkpoint has everything up to this sequence. */
  readonly seq: number
}

/** The stream as it is now. */
export interface StreamState {
  readonly created: string
  /** The oldest sequence that can be read; one past `last` where it is empty. */
  readonly first: number
  readonly last: number
}

/** How far this node has come. */
export interface Place {
  readonly epoch: string
  readonly seq: number
}

const whole = z.number().int().min(0)
const life: z.ZodType<Life> = z.object({
  epoch: z.string().regex(/^[0-9a-f]{16}$/),
  stream: z.string(),
  base: whole,
  seq: whole,
})

/** Null for what is no life: the nodes then agree on a new one. */
export function parseLife(text: string): Life | null {
  const parsed = parse(text, life)
  return 'error' in parsed ? null : parsed.message
}

/** What a node has to do next. */
export type NextStep =
  /** Read on from its place. */
  | { readonly kind: 'stay' }
  /** Take the checkpoint, and read on from there. */
  | { readonly kind: 'follow' }
  /** The stream has let go of events that this node has not seen and that no checkpoint holds: another node may still write one. */
  | { readonly kind: 'missed'; readonly seq: number }
  /** The stream is not the one it was: begin a new epoch with what this node holds, and read on after `seq`. */
  | { readonly kind: 'renew'; readonly seq: number }

/** `mine` and `agreed` have to be read before `stream` is: both only ever run behind it. */
export function nextStep(mine: Place, agreed: Life | null, stream: StreamState): NextStep {
  if (!agreed) return { kind: 'renew', seq: stream.first - 1 }
  if (mine.epoch !== agreed.epoch) return { kind: 'follow' }
  if (agreed.stream !== stream.created) return { kind: 'renew', seq: stream.first - 1 }
  if (mine.seq > stream.last) return { kind: 'renew', seq: stream.last }
  if (mine.seq + 1 >= stream.first) return { kind: 'stay' }
  return agreed.seq + 1 >= stream.first ? { kind: 'follow' } : { kind: 'missed', seq: stream.first - 1 }
}

/** The base of a life that goes on after `seq` of a stream: no offset is given twice, and none lies behind `offset`. */
export function baseAfter(before: number, offset: number, seq: number): number {
  return Math.max(before, offset - seq)
}

export interface CheckpointPace {
  readonly everyMs: number
  readonly everyEvents: number
}

/** True where a node at `seq` should write the checkpoint: nobody else has for `ageMs`. */
export function isCheckpointDue(
  { seq }: Place,
  agreed: Life,
  stream: StreamState,
  ageMs: number,
  { everyMs, everyEvents }: CheckpointPace,
): boolean {
  const ahead = seq - agreed.seq
  if (ahead <= 0) return false
  return ahead >= everyEvents || ageMs >= everyMs || agreed.seq + 1 < stream.first
}
