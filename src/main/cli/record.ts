import { systemClock } from '../../shared/clock'
import { UsageError } from '../config/usage-error'
import { openSink } from '../recorder/mcap/sink'
import { loadZstd } from '../recorder/mcap/zstd'
import { diskSentence } from '../recorder/recording/disk-sentence'
import { runRecording } from '../recorder/recording/run'
import { fetchEmbedding, remoteStream } from './record-stream'
import { type ListenerFlags, listenerOf } from './remote'
import { say } from './say'
import { interrupted } from './signals'

export interface RecordFlags extends ListenerFlags {
  readonly out: string
}

/** `lectern record`: records a running server's stream, until a signal ends it. */
export async function record(flags: RecordFlags): Promise<number> {
  const remote = listenerOf(flags, process.env)
  const stream = await remoteStream(remote, systemClock, say)
  await loadZstd()
  const sink = await openSink(flags.out).catch((error: unknown) => {
    stream.close()
    throw new UsageError(`-o ${flags.out}: ${diskSentence(error)}; name another file`)
  })
  const run = runRecording({
    sink,
    retention: stream.retention,
    clock: stream.clock,
    open: stream.open,
    embedding: (sha256) => fetchEmbedding(remote, sha256),
  })
  say(`recording ${remote.url} into ${flags.out}; Ctrl+C ends it`)
  await Promise.race([interrupted(), run.ended])
  run.stop()
  const outcome = await run.ended
  const { events, bytes, duration_s } = run.figures()
  if (outcome.kind === 'failed') {
    throw new UsageError(`${flags.out}: ${outcome.error}; what was recorded plays, give the next one another place`)
  }
  say(`${events} events in ${Math.round(duration_s)} s, ${Math.ceil(bytes / 1024)} KiB in ${flags.out}`)
  return 0
}
