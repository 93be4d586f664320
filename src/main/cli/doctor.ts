import { networkInterfaces } from 'node:os'
import { systemClock } from '../../shared/clock'
import { type Config, ownHost, readConfig, type ServerFlags } from '../config/config'
import { stateDirError } from '../config/state-dir'
import {
  audienceLine,
  dataLines,
  diskLine,
  displaysLine,
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
import { embeddingFiles } from '../feeders/parquet/parquet'
import { feeders } from '../feeders/registry'
import { findBrowser, hasDisplay } from '../kiosk/browser'
import { findElectron } from '../kiosk/electron'
import { readScreens } from '../kiosk/screens'
import { resourcesDir } from '../paths'
import { wayIn } from '../server/way-in'
import { narratorOf } from '../surfaces/narrators/narrator-of'

/** `lectern doctor`: what a talk needs, a line each; status 1 where one is red. @throws {UsageError} for flags that no start takes */
export async function doctor(flags: ServerFlags): Promise<number> {
  const lines = await examine(readConfig(flags, process.env, resourcesDir))
  for (const line of lines) process.stdout.write(`${formatLine(line)}\n`)
  return lines.some(({ state }) => state === 'red') ? 1 : 0
}

async function examine(config: Config): Promise<readonly Line[]> {
  const { host, port, stateDir, dataDir, publicUrl, talk, tokens } = config
  const { platform, env } = process
  const scheme = config.tls ? 'https' : 'http'
  const token = tokens.audience ?? tokens.producer ?? tokens.presenter
  const running = await findLectern(`${scheme}://${ownHost(host)}:${port}`, token)
  const files = [embeddingFiles(talk.embedding), ...feeders.map((feeder) => feeder.files)]
  const display = hasDisplay(platform, env)
  const refused = stateDirError(stateDir)
  const closed = !config.open && !config.audienceOpen
  return [
    displaysLine(display, await readScreens(platform, env)),
    windowLine(display, findElectron(), findBrowser()),
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
    producersLine(running),
    // Nothing is asked of it here, so it needs no headlines.
    narratorLine(narratorOf(talk.narrator, env, systemClock, () => [])),
    refused ? refusedLine('disk', refused) : diskLine(stateDir, await freeBytes(stateDir)),
  ]
}
