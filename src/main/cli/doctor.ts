import { networkInterfaces } from 'node:os'
import { pino } from 'pino'
import { systemClock } from '../../shared/clock'
import { type Config, ownHost, readConfig } from '../config/config'
import { stateDirError } from '../config/state-dir'
import {
  audienceLine,
  dataLines,
  diskLine,
  displaysLine,
  faultLines,
  formatLine,
  gpuLine,
  type Line,
  narratorLine,
  portLine,
  producersLine,
  refusedLine,
  windowLine,
} from '../doctor/checks'
import { freeBytes, readDataFiles, renderNodes, tryPort } from '../doctor/facts'
import { findLectern } from '../doctor/running'
import { stillOfData } from '../export/still-of-data'
import { embeddingFiles } from '../feeders/parquet/parquet'
import { feeders } from '../feeders/registry'
import { findBrowser, hasDisplay, passedOver } from '../kiosk/browser'
import { findElectron } from '../kiosk/electron'
import { readScreens, screenFor } from '../kiosk/screens'
import { resourcesDir } from '../paths'
import { wayIn } from '../server/way-in'
import { narratorOf } from '../surfaces/narrators/narrator-of'
import type { PresentFlags } from './present'

/** `lectern doctor`: what a talk needs, a line each; status 1 where one is red. @throws {UsageError} for flags that no start takes */
export async function doctor(flags: PresentFlags): Promise<number> {
  const lines = await examine(flags)
  for (const line of lines) process.stdout.write(`${formatLine(line)}\n`)
  return lines.some(({ state }) => state === 'red') ? 1 : 0
}

async function examine(flags: PresentFlags): Promise<readonly Line[]> {
  const config = readConfig(flags, process.env, resourcesDir)
  const { host, port, stateDir, dataDir, publicUrl, talk, tokens } = config
  const { platform, env } = process
  const scheme = config.tls ? 'https' : 'http'
  const token = tokens.audience ?? tokens.producer ?? tokens.presenter
  const running = await findLectern(`${scheme}://${ownHost(host)}:${port}`, token)
  const files = [embeddingFiles(talk.embedding), ...feeders.map((feeder) => feeder.files)]
  const display = hasDisplay(platform, env)
  const screens = await readScreens(platform, env)
  // Where xrandr tells of no screens, Electron may still know them.
  const screen = screens.length > 0 ? screenFor(screens, flags.display) : null
  const browser = findBrowser()
  const refused = stateDirError(stateDir)
  const closed = !config.open && !config.audienceOpen
  return [
    screen && 'error' in screen ? refusedLine('displays', screen.error) : displaysLine(display, screens),
    windowLine(display, flags.browser ? null : findElectron(), browser, browser && passedOver(env, browser)),
    gpuLine(await renderNodes(platform)),
    portLine(host, port, await tryPort(host, port, running)),
    audienceLine(
      wayIn({
        host,
        port,
        scheme,
        publicUrl,
        audienceToken: closed ? (tokens.audience ?? null) : null,
        interfaces: networkInterfaces,
      }),
    ),
    ...dataLines(dataDir, await readDataFiles(dataDir, files), Date.now()),
    ...faultLines(config.feeds ? await faultsOf(config) : []),
    producersLine(running),
    // Nothing is asked of it here, so it needs no headlines.
    narratorLine(narratorOf(talk.narrator, env, systemClock, () => [])),
    refused ? refusedLine('disk', refused) : diskLine(stateDir, await freeBytes(stateDir)),
  ]
}

/** The talk's own feeders read the data once; what is played beside them is no file. */
async function faultsOf(config: Config): Promise<readonly string[]> {
  return (await stillOfData({ ...config, playSample: false }, systemClock, pino({ level: 'silent' }))).warnings
}
