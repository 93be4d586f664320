import type { Clock } from '../shared/clock'
import { type Dispose, disposeAll } from '../shared/dispose'
import type { DashboardStore } from './store/dashboard'

/** A room full of pages that lost one server does not ask for its page at one moment. */
const SPREAD_MS = 4_000
/** Nobody touches a page for so long before it is replaced. */
const IDLE_MS = 5_000
const RENEWED = 'lectern-renewed-for'

/** The script of a built page: its name changes with what is in it. */
export function scriptOf(html: string): string | null {
  const tag = /<script\b[^>]*\btype="module"[^>]*>/.exec(html)?.[0]
  return (tag && /\bsrc="([^"]+)"/.exec(tag)?.[1]) ?? null
}

/**
 * After each reconnection: a page whose server was updated meanwhile loads the new one, when nobody is at it.
 * Once for each: a server that gives what it does not have would be asked for ever.
 */
export function watchRenewal(store: DashboardStore, clock: Clock, random: () => number): Dispose {
  const own = scriptOf(document.documentElement.outerHTML)
  let known = store.getState().link.reconnects
  let touched = clock.now()
  let cancel: Dispose = () => {}

  const renew = (script: string) => {
    const rest = touched + IDLE_MS - clock.now()
    if (rest > 0) {
      cancel = clock.after(rest, () => renew(script))
      return
    }
    sessionStorage.setItem(RENEWED, script)
    location.reload()
  }
  const look = async () => {
    const html = await fetch(location.href, { cache: 'no-store' }).then(
      (answer) => (answer.ok ? answer.text() : ''),
      () => '',
    )
    const script = scriptOf(html)
    if (script && own && script !== own && sessionStorage.getItem(RENEWED) !== script) renew(script)
  }

  const listening = new AbortController()
  for (const event of ['keydown', 'pointerdown', 'pointermove'] as const) {
    const touch = () => {
      touched = clock.now()
    }
    window.addEventListener(event, touch, { signal: listening.signal, passive: true })
  }
  const unsubscribe = store.subscribe(({ link }) => {
    if (link.reconnects === known) return
    known = link.reconnects
    cancel()
    cancel = clock.after(random() * SPREAD_MS, () => void look())
  })
  return disposeAll([unsubscribe, () => listening.abort(), () => cancel()])
}
