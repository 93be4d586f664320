import { systemClock } from '../../shared/clock'
import { UsageError } from '../config/usage-error'
import { openSink } from '../recorder/mcap/sink'
import { loadZstd } from '../recorder/mcap/zstd'
import { diskSentence } from '../recorder/recording/disk-sentence'
import { runRecording } from '../recorder/recording/run'
import { fetchEmbedding, type RecordRemote, remoteStream } from './record-stream'
import { interrupted } from './signals'

export interface RecordFlags {
  readonly out: string
  readonly url: string
  readonly presenterToken?: string
  readonly producerToken?: string
  readonly audienceToken?: string
}

/** `lectern record`: records a running server's stream, until a signal ends it. */
export async function record(flags: RecordFlags): Promise<number> {
  const remote = recordRemote(flags, process.env)
  const stream = await remoteStream(remote, systemClock, say)
  await loadZstd()
  const sink = await openSink(flags.out).catch((error: unknown) => {
    stream.close()
    throw new UsageError(`-o ${flags.out}: ${diskSentence(error)}; name another file`)
  })
  const run = runRecording({
    sink,
    retention: stream.retention,
    clock: systemClock,
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

function recordRemote(flags: RecordFlags, env: NodeJS.ProcessEnv): RecordRemote {
  if (!URL.canParse(flags.url) || !/^https?:/.test(flags.url)) {
    throw new UsageError(`--url ${flags.url}: use an address like http://127.0.0.1:8490`)
  }
  const given = flags.presenterToken ?? flags.producerToken ?? flags.audienceToken
  const known = env.LECTERN_PRESENTER_TOKEN ?? env.LECTERN_PRODUCER_TOKEN ?? env.LECTERN_AUDIENCE_TOKEN
  return { url: flags.url, token: given ?? known }
}

function say(sentence: string): void {
  process.stderr.write(`lectern: ${sentence}\n`)
}
