import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron'
import type { Box } from './displays'

/** What both windows are made with. Pure, so that a test can read what the shell asks Electron for. */
export interface WindowLook {
  /** The theme's background, so that nothing flashes before the first paint. */
  readonly background: string
  readonly preload: string
  readonly title: string
}

/** The page is kept as far from the machine as Electron can. What is Electron's default today is said all the same: it stays if that changes. */
export function pagePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false, // its dictionaries come from the internet
    // A projector that no mouse touches still plays, and a window behind another one still draws.
    autoplayPolicy: 'no-user-gesture-required',
    backgroundThrottling: false,
  }
}

const common = ({ background, preload, title }: WindowLook): BrowserWindowConstructorOptions => ({
  show: false, // shown at `ready-to-show`, with its first paint: no white flash
  backgroundColor: background,
  title,
  autoHideMenuBar: true,
  webPreferences: pagePreferences(preload),
})

/** The talk, on the whole of its display; `windowed` is a window of its own size instead. */
export function kioskOptions(
  look: WindowLook,
  display: Box,
  windowed: Box | true | null,
): BrowserWindowConstructorOptions {
  if (windowed !== null) return { ...common(look), ...(windowed === true ? { width: 1280, height: 720 } : windowed) }
  return { ...common(look), ...display, kiosk: true, fullscreen: true, frame: false }
}

/** The presenter's view, large on a display of its own. */
export function presenterOptions(look: WindowLook, display: Box): BrowserWindowConstructorOptions {
  const margin = Math.round(Math.min(display.width, display.height) * 0.04)
  return {
    ...common(look),
    x: display.x + margin,
    y: display.y + margin,
    width: display.width - 2 * margin,
    height: display.height - 2 * margin,
  }
}
