import { app, ipcMain, Menu, powerSaveBlocker, screen, session } from 'electron'
import type { PresentFlags } from '../cli/present'
import { announce, prepare } from '../cli/serve'
import { interrupted } from '../cli/signals'
import { compose } from '../compose'
import { readConfig } from '../config/config'
import { UsageError } from '../config/usage-error'
import { recallWindows } from '../kiosk/window-memory'
import { resourcesDir } from '../paths'
import { chosen } from './displays'
import { guardSession } from './guards'
import { answerPages } from './ipc'
import { isOwn, isOwnCertificate } from './policy'
import { leaveInsteadOfQuitting } from './quit'
import { openRoom } from './room'

/** `lectern present` in Electron: the same program, and its windows on this machine's displays. */
export async function present(flags: PresentFlags): Promise<number> {
  const config = readConfig(flags, process.env, resourcesDir)
  prepare(config)
  const lectern = await compose(config, { playSample: config.playSample, rehearsal: flags.rehearsal })
  try {
    const memory = await recallWindows(lectern.stateDir)
    const homes = chosen(screen.getAllDisplays(), flags.display, memory)
    if ('error' in homes) throw new UsageError(homes.error)
    announce(lectern.url, lectern.presenterUrl())

    const { origin } = lectern
    guardSession(session.defaultSession, origin)
    // This program's own server: its certificate is for the name that the room uses, and not for the one used here.
    app.on('certificate-error', (event, _contents, url, _error, { data }, answer) => {
      event.preventDefault()
      answer(isOwn(url, origin) && config.tls !== null && isOwnCertificate(data, config.tls.cert))
    })
    Menu.setApplicationMenu(null)
    const awake = powerSaveBlocker.start('prevent-display-sleep')
    // A kiosk that was closed by accident opens again: to have no window is not the end.
    app.on('window-all-closed', () => {})

    let leave = () => {}
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    const windowed = flags.windowed ?? false
    const room = openRoom({ lectern, title: config.talk.title, windowed, memory: { ...memory, ...homes }, leave })
    answerPages(ipcMain, origin, lectern.wire, { leave, presenter: room.togglePresenter })
    app.on('second-instance', room.focus)
    leaveInsteadOfQuitting(app, leave)
    await Promise.race([left, interrupted()])
    await room.close()
    powerSaveBlocker.stop(awake)
    return 0
  } finally {
    await lectern.close()
  }
}
