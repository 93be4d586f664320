import { UsageError } from '../config/usage-error'
import type { Remote } from './publish'

export interface RemoteFlags {
  readonly url: string
  readonly producerToken?: string
}

/** The server that a producer's command speaks to. */
export function remoteOf(flags: RemoteFlags, env: NodeJS.ProcessEnv): Remote {
  if (!URL.canParse(flags.url) || !/^https?:/.test(flags.url)) {
    throw new UsageError(`--url ${flags.url}: use an address like http://127.0.0.1:8490`)
  }
  return { url: flags.url, token: flags.producerToken ?? env.LECTERN_PRODUCER_TOKEN }
}
