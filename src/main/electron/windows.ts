import type { BrowserWindowConstructorOptions } from 'electron'

/** What the kiosk's window is made of. Pure, so that a test can read what the shell asks Electron for. */
export function kioskOptions(background: string, windowed: boolean, preload: string): BrowserWindowConstructorOptions {
  return {
    show: false, // shown at `ready-to-show`: no white flash
    backgroundColor: background,
    kiosk: !windowed,
    fullscreen: !windowed,
    autoHideMenuBar: true,
    width: 1280,
    height: 720,
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
  }
}

/** The window stays at the server that it was opened with. Pure. */
export function mayNavigate(target: string, origin: string): boolean {
  return URL.canParse(target) && new URL(target).origin === origin
}
