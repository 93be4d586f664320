import { DeliverPolicy, type JetStreamClient } from '@nats-io/jetstream'
import { type Dispose, once } from '../../shared/dispose'
import { decodeDraft, type Entry, STREAM } from './entry'

/** Messages that are asked for ahead, and entries that are handed on in one go. */
const AHEAD = 1_000
const BATCH = 256

export interface TailSink {
  /** Entries that follow each other without a hole. The next come when this resolves. */
  take(entries: readonly Entry[]): Promise<void>
  /** Nothing comes any more: the stream cannot be read, or it skipped to `next`. */
  broken(next: number | null): void
}

/** Reads the stream after `seq`, in order, to its end and on. */
export function openTail(js: JetStreamClient, seq: number, sink: TailSink): Dispose {
  let stopped = false
  let stop: Dispose = () => {}
  const run = async (): Promise<number | null> => {
    const consumer = await js.consumers.get(STREAM, {
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: seq + 1,
    })
    const messages = await consumer.consume({ max_messages: AHEAD })
    stop = () => messages.stop()
    if (stopped) messages.stop()
    let [last, batch] = [seq, [] as Entry[]]
    for await (const message of messages) {
      if (stopped) return null
      if (message.seq <= last) continue
      const follows = message.seq === last + 1
      if (follows) {
        last = message.seq
        batch.push({ seq: last, draft: decodeDraft(message.string()) })
      }
      if (!follows || batch.length >= BATCH || messages.getPending() === 0) {
        const entries = batch
        batch = []
        if (entries.length > 0) await sink.take(entries)
      }
      if (!follows) return message.seq
    }
    return null
  }
  void run()
    .catch(() => null)
    .then((next) => {
      stop()
      if (!stopped) sink.broken(next)
    })
  return once(() => {
    stopped = true
    stop()
  })
}
