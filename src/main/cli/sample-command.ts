import { systemClock } from '../../shared/clock'
import { UsageError } from '../config/usage-error'
import { playSample } from '../feeders/sample/sample'
import { postLines } from './publish'
import { type RemoteFlags, remoteOf } from './remote'
import { say } from './say'
import { interrupted } from './signals'

export interface SampleFlags extends RemoteFlags {
  readonly seed: string
}

/** Moments that wait for a slow server; past that the oldest is dropped, as a camera drops frames. */
const MAX_WAITING = 64

/** `lectern sample`: plays a plausible talk into a running server, until a signal ends it. */
export async function sample(flags: SampleFlags): Promise<number> {
  const remote = remoteOf(flags, process.env)
  const seed = Number(flags.seed)
  if (!/^-?\d+$/.test(flags.seed) || !Number.isSafeInteger(seed)) {
    throw new UsageError(`--seed ${flags.seed}: use a whole number`)
  }

  const stopping = new AbortController()
  const waiting: string[][] = []
  let sending = false
  let heard = false
  let fail: (error: unknown) => void = () => {}
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  const send = async () => {
    if (sending) return
    sending = true
    for (let lines = waiting.shift(); lines; lines = waiting.shift()) {
      await postLines(remote, lines, stopping.signal)
      if (!heard) say(`playing a talk into ${remote.url}; Ctrl+C ends it`)
      heard = true
    }
    sending = false
  }
  const stop = playSample(seed, systemClock, (values) => {
    waiting.push(values.map(({ draft }) => JSON.stringify(draft)))
    if (waiting.length > MAX_WAITING) waiting.shift()
    send().catch(fail)
  })
  try {
    await Promise.race([interrupted(), failed])
  } finally {
    stop()
    stopping.abort()
    failed.catch(() => {}) // what the abort breaks off is no failure
  }
  return 0
}
