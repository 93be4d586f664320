import { compose } from '../compose'
import { type Config, readConfig, type ServerFlags, unheeded } from '../config/config'
import { needStateDir } from '../config/state-dir'
import { resourcesDir } from '../paths'
import { say } from './say'
import { interrupted } from './signals'

/** `lectern serve`: the server alone, until a signal ends it. */
export async function serve(flags: ServerFlags): Promise<number> {
  const config = readConfig(flags, process.env, resourcesDir)
  prepare(config)
  const lectern = await compose(config, { playSample: false })
  const end = interrupted()
  announce(lectern.url, lectern.presenterUrl())
  await end
  await lectern.close()
  return 0
}

/** What is said and asked once, before a talk's server is built. @throws {UsageError} where it could keep no state */
export function prepare(config: Config): void {
  needStateDir(config.stateDir)
  const sentence = unheeded(config)
  if (sentence) say(sentence)
  if (config.open) say(inRed(opened))
}

const opened = '--open: whoever reaches this server may publish and lead the talk; for a room that you trust'

/** Where a terminal shows it. */
function inRed(text: string): string {
  return process.stderr.isTTY ? `\x1b[31m${text}\x1b[0m` : text
}

/** The one line that says "ready". The presenter's address holds the token, so it goes to a terminal alone. */
export function announce(url: string, presenterUrl: string): void {
  process.stdout.write(`lectern listening on ${url}\n`)
  if (process.stdout.isTTY) process.stdout.write(`presenter: ${presenterUrl}\n`)
}
