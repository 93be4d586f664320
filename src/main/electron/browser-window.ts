import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import { guardContents } from './guards'
import type { CreateWindow } from './kept-window'

/** Electron's window as `keepWindow` needs it; its page stays at `origin`. */
export const browserWindows =
  (origin: string): CreateWindow<BrowserWindowConstructorOptions> =>
  (options, told) => {
    const window = new BrowserWindow(options)
    const { webContents } = window
    guardContents(webContents, origin)
    window.once('ready-to-show', told.painted)
    window.on('unresponsive', told.unresponsive)
    window.on('responsive', told.responsive)
    window.once('closed', told.closed)
    webContents.on('render-process-gone', (_event, { reason }) => told.gone(reason))
    webContents.on('before-input-event', (event, press) => {
      if (told.pressed(press) === 'taken') event.preventDefault()
    })
    return {
      // A page that trades its code for a cookie loads itself again, which ends the first load.
      load: (url) => void window.loadURL(url).catch(() => {}),
      show: () => window.show(),
      focus() {
        if (window.isMinimized()) window.restore()
        window.focus()
      },
      move(box, kiosk) {
        // A window in kiosk mode is bound to the display that it filled.
        if (kiosk) window.setKiosk(false)
        window.setBounds(box)
        if (kiosk) window.setKiosk(true)
      },
      bounds: () => window.getNormalBounds(),
      crash: () => webContents.forcefullyCrashRenderer(),
      destroy: () => window.destroy(),
    }
  }
