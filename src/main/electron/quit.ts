import type { Event } from 'electron'

/** What of Electron's `app` is needed here. */
export interface Quitting {
  on(event: 'before-quit', asked: (event: Pick<Event, 'preventDefault'>) => void): unknown
}

/**
 * Asked to quit, Electron would close the windows and end while the talk is still being saved. So it never quits: the
 * presenter leaves, and the program ends with `app.exit`, which does not ask. The price: macOS, asked to shut down or log
 * out, is told no by this, while Lectern ends; asked again, it does.
 */
export function leaveInsteadOfQuitting(app: Quitting, leave: () => void): void {
  app.on('before-quit', (event) => {
    event.preventDefault()
    leave()
  })
}
