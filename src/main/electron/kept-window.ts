import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import { guardContents } from './guards'
import { onPress } from './policy'
import { afterFailure, type Failures, failedPage, isCrash } from './recovery'

/** A page that answers nothing for so long is ended and opened again, in milliseconds. */
const UNRESPONSIVE_MS = 5_000
/** A page that has not painted by then is shown all the same: its background is the theme's. */
const SHOW_MS = 4_000

export interface KeptWindowOptions {
  readonly clock: Clock
  /** The server that the window stays at. */
  readonly origin: string
  readonly background: string
  options(): BrowserWindowConstructorOptions
  /** The page's address; asked anew each time, because its code is good once. */
  url(): string
  /** Closed by a hand: `reopen` where that was an accident, else what follows. */
  readonly closed: 'reopen' | (() => void)
  /** The presenter leaves the program. */
  leave(): void
}

/** A window that comes back to its page, whatever happens to the process that draws it. */
export interface KeptWindow {
  /** Opens it, or moves it where its options now say. */
  show(): void
  focus(): void
  /** Loads the page again; for a failure that the page itself did not see. */
  failed(): void
  bounds(): Electron.Rectangle | null
  /** Closes it for good. */
  readonly close: Dispose
}

export function keepWindow(deps: KeptWindowOptions): KeptWindow {
  const { clock, origin } = deps
  let window: BrowserWindow | null = null
  let failures: Failures = []
  let gaveUp = false
  /** Where it was last told to be: what a hand did to it since is left alone. */
  let told = ''

  const load = (url: string) => {
    // A page that trades its code for a cookie loads itself again, which ends the first load.
    window?.loadURL(url).catch(() => {})
  }
  const failed = () => {
    const verdict = afterFailure(failures, clock.now())
    failures = verdict.failures
    gaveUp = verdict.next === 'give-up'
    load(gaveUp ? failedPage(origin, deps.background) : deps.url())
  }
  const tryAgain = () => {
    failures = []
    gaveUp = false
    load(deps.url())
  }

  const wire = (opened: BrowserWindow) => {
    const { webContents } = opened
    guardContents(webContents, origin)
    const show = () => opened.isDestroyed() || opened.isVisible() || opened.show()
    opened.once('ready-to-show', show)
    clock.after(SHOW_MS, show)
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (isCrash(reason) && !opened.isDestroyed()) failed()
    })
    let patience: Dispose = () => {}
    opened.on('unresponsive', () => {
      patience()
      patience = clock.after(UNRESPONSIVE_MS, () => opened.isDestroyed() || webContents.forcefullyCrashRenderer())
    })
    opened.on('responsive', () => patience())
    webContents.on('before-input-event', (event, press) => {
      if (gaveUp && press.type === 'keyDown' && press.key === 'Enter') return tryAgain()
      const verdict = onPress(press)
      if (verdict !== 'page') event.preventDefault()
      if (verdict === 'leave') deps.leave()
    })
    opened.once('closed', () => {
      patience()
      if (window !== opened) return
      window = null
      if (deps.closed !== 'reopen') return deps.closed()
      const verdict = afterFailure(failures, clock.now())
      failures = verdict.failures
      // Who closes it three times in a minute means it.
      if (verdict.next === 'give-up') deps.leave()
      else open()
    })
  }

  const open = () => {
    const options = deps.options()
    told = placeOf(options)
    window = new BrowserWindow(options)
    wire(window)
    load(deps.url())
  }

  return {
    show() {
      if (!window) return open()
      const options = deps.options()
      const { x, y, width, height, kiosk = false } = options
      if (placeOf(options) === told) return
      told = placeOf(options)
      if (x === undefined || y === undefined || width === undefined || height === undefined) return
      // A window in kiosk mode is bound to the display that it filled.
      if (kiosk) window.setKiosk(false)
      window.setBounds({ x, y, width, height })
      if (kiosk) window.setKiosk(true)
    },
    focus() {
      if (window?.isMinimized()) window.restore()
      window?.focus()
    },
    failed,
    bounds: () => window?.getNormalBounds() ?? null,
    close() {
      const closing = window
      window = null
      closing?.destroy()
    },
  }
}

function placeOf({ x, y, width, height }: BrowserWindowConstructorOptions): string {
  return [x, y, width, height].join()
}
