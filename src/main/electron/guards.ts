import type { Session, WebContents } from 'electron'
import { isOwn, mayLoad, mayNavigate, mayUse } from './policy'

/** What pages may ask of this machine, and where their requests may go. */
export function guardSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const from = URL.canParse(details.requestingUrl) ? new URL(details.requestingUrl).origin : ''
    answer(mayUse(permission, from, origin))
  })
  session.setPermissionCheckHandler((_contents, permission, from) => mayUse(permission, from, origin))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, origin) }))
  // A picture of a scene that the page itself has drawn.
  session.on('will-download', (event, item) => {
    if (!isOwn(item.getURL(), origin)) event.preventDefault()
  })
}

/** A page stays where it is, and opens nothing. */
export function guardContents(contents: WebContents, origin: string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url, event.isMainFrame, origin)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url, event.isMainFrame, origin)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
