import { compose } from '../compose'
import { readConfig, type ServerFlags } from '../config/config'
import { resourcesDir } from '../paths'
import { interrupted } from './signals'

/** `lectern serve`: the server alone, until a signal ends it. */
export async function serve(flags: ServerFlags): Promise<number> {
  const end = interrupted()
  const lectern = await compose(readConfig(flags, process.env, resourcesDir), { playSample: false })
  announce(lectern.url, lectern.presenterUrl())
  await end
  await lectern.close()
  return 0
}

/** The one line that says "ready". The presenter's address holds the token, so it goes to a terminal alone. */
export function announce(url: string, presenterUrl: string): void {
  process.stdout.write(`lectern listening on ${url}\n`)
  if (process.stdout.isTTY) process.stdout.write(`presenter: ${presenterUrl}\n`)
}
