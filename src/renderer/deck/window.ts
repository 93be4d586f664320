/** The page's window, as the keys command it. */

const KIOSK = 'lectern-kiosk'

/** Notes that this window was opened by the program itself, without a browser around it. */
export function becomeKiosk(): void {
  sessionStorage.setItem(KIOSK, 'yes')
}

/** True in a window that has no other way out than the page's own. */
export function isKiosk(): boolean {
  return window.lectern !== undefined || sessionStorage.getItem(KIOSK) === 'yes'
}

export function leaveKiosk(): void {
  if (window.lectern) window.lectern.leave()
  else window.close() // allowed, because the kiosk's window has no history
}

export function intoFullscreen(): void {
  // Refused where nothing was pressed, and on phones that have none: the page is as good without.
  if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {})
}

export function toggleFullscreen(): void {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
  else intoFullscreen()
}

export function openPresenter(): void {
  if (window.lectern) window.lectern.presenter()
  else window.open('/?view=presenter', 'lectern-presenter', 'popup,width=1280,height=800')
}
