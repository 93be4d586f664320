import { compose, type Lectern } from '../compose'
import { type Config, readConfig, type ServerFlags } from '../config/config'
import { needStateDir } from '../config/state-dir'
import { UsageError } from '../config/usage-error'
import { findBrowser, hasDisplay, openKiosk, passedOver } from '../kiosk/browser'
import { findElectron, runElectron } from '../kiosk/electron'
import { fetchElectron } from '../kiosk/fetch-electron'
import { readScreens, type Screen, screenFor } from '../kiosk/screens'
import { untilLeft } from '../kiosk/until-left'
import { resourcesDir } from '../paths'
import type { RehearsalOptions } from '../recorder/rehearsal'
import { say } from './say'
import { announce, prepare } from './serve'
import { endsAtOnceNoMore, interrupted } from './signals'

export interface PresentFlags extends ServerFlags {
  readonly windowed?: boolean
  readonly browser?: boolean
  readonly display?: string
  /** A recording that is played in the place of every source. */
  readonly rehearsal?: RehearsalOptions
}

/** `lectern present`: the kiosk, in whatever of this machine can show it. Without `--data` it plays sample events. */
export async function present(flags: PresentFlags): Promise<number> {
  const config = readConfig(flags, process.env, resourcesDir)
  needStateDir(config.stateDir)
  const display = hasDisplay(process.platform, process.env)
  const electron = display && !flags.browser ? await electronFor(config) : null
  if (electron) {
    const ended = runElectron(electron, process.argv.slice(2), { say })
    endsAtOnceNoMore() // it is Electron that ends
    return ended
  }
  prepare(config)

  const screen = screenFor(await readScreens(process.platform, process.env), flags.display)
  if (screen && 'error' in screen) throw new UsageError(screen.error)
  const lectern = await compose(config, { playSample: config.playSample, rehearsal: flags.rehearsal })
  const end = interrupted()
  try {
    announce(lectern.url, lectern.presenterUrl())
    if (!display) say(`no display here: ${openIt()}`)
    await Promise.race([end, display ? showKiosk(lectern, flags, screen, end) : end])
  } finally {
    await lectern.close()
  }
  return 0
}

/** What to do without a window; the presenter's address was told to a terminal alone. */
function openIt(): string {
  return process.stdout.isTTY
    ? 'open the presenter’s address in a browser to lead the talk, the other one to look'
    : 'open the address in a browser'
}

function electronFor({ stateDir }: Config): Promise<string | null> {
  const there = findElectron()
  return there ? Promise.resolve(there) : fetchElectron({ stateDir, say })
}

/** Shows the window until the presenter closes it; where no window comes up, the server goes on until `end`. */
async function showKiosk(
  lectern: Lectern,
  flags: PresentFlags,
  screen: Screen | null,
  end: Promise<void>,
): Promise<void> {
  const browser = findBrowser()
  if (!browser) {
    say(`no Chrome, Chromium or Edge found: ${openIt()}, or set CHROME_PATH`)
    return end
  }
  const passed = passedOver(process.env, browser)
  if (passed) say(passed)
  const kiosk = await openKiosk(browser, {
    url: lectern.ownUrl('stage'),
    windowed: flags.windowed ?? false,
    screen,
  })
  await untilLeft(kiosk, end, say)
}
