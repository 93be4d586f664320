import { UsageError } from '../config/usage-error'
import type { Remote } from './publish'
import type { RecordRemote } from './record-stream'

export interface RemoteFlags {
  readonly url: string
  readonly producerToken?: string
}

export interface ListenerFlags extends RemoteFlags {
  readonly presenterToken?: string
  readonly audienceToken?: string
}

/** The server that a producer's command speaks to. */
export function remoteOf(flags: RemoteFlags, env: NodeJS.ProcessEnv): Remote {
  return { url: checked(flags.url), token: flags.producerToken ?? env.LECTERN_PRODUCER_TOKEN }
}

/** The server that a command only reads: any token that it knows will do. */
export function listenerOf(flags: ListenerFlags, env: NodeJS.ProcessEnv): RecordRemote {
  const given = flags.presenterToken ?? flags.producerToken ?? flags.audienceToken
  const known = env.LECTERN_PRESENTER_TOKEN ?? env.LECTERN_PRODUCER_TOKEN ?? env.LECTERN_AUDIENCE_TOKEN
  return { url: checked(flags.url), token: given ?? known }
}

function checked(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url
  throw new UsageError(`--url ${url}: use an address like http://127.0.0.1:8490`)
}
