import { join } from 'node:path'
import { app, BrowserWindow, Menu, session } from 'electron'
import type { PresentFlags } from '../cli/present'
import { announce } from '../cli/serve'
import { interrupted } from '../cli/signals'
import { compose } from '../compose'
import { readConfig } from '../config/config'
import { packageRoot, resourcesDir } from '../paths'
import { kioskOptions, mayNavigate } from './windows'

/** `lectern present` in Electron: the same program, and a window on its page. */
export async function present(flags: PresentFlags): Promise<number> {
  const config = readConfig(flags, process.env, resourcesDir)
  const lectern = await compose(config, { playSample: config.sampleData })
  announce(lectern.url, lectern.presenterUrl())

  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  Menu.setApplicationMenu(null)
  const preload = join(packageRoot, 'out', 'preload', 'index.js')
  const kiosk = new BrowserWindow(kioskOptions(lectern.background, flags.windowed ?? false, preload))
  kiosk.once('ready-to-show', () => kiosk.show())
  kiosk.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  kiosk.webContents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url, lectern.url)) event.preventDefault()
  })
  await kiosk.loadURL(lectern.kioskUrl())

  const closed = new Promise<void>((resolve) => app.once('window-all-closed', () => resolve()))
  await Promise.race([interrupted(), closed])
  await lectern.close()
  return 0
}
