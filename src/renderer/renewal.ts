import type { Clock } from '../shared/clock'
import { type Dispose, disposeAll } from '../shared/dispose'
import type { DashboardStore } from './store/dashboard'

/** A room full of pages that lost one server does not ask for its page at one moment. */
const SPREAD_MS = 4_000
/** Nobody touches a page for so long before it is replaced. */
const IDLE_MS = 5_000
const RENEWED = 'lectern-renewed-for'

/** The scripts of a built page, a line each: their names change with what is in them and in what they load. */
export function scriptsOf(html: string): string | null {
  const tags = html.match(/<script\b[^>]*\btype="module"[^>]*>/g) ?? []
  return tags.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []).join('\n') || null
}

/**
 * After each reconnection: a page whose server was updated meanwhile loads the new one, when nobody is at it.
 * Once for each: a server that gives what it does not have would be asked for ever.
 */
export function watchRenewal(store: DashboardStore, clock: Clock, random: () => number): Dispose {
  const own = scriptsOf(document.documentElement.outerHTML)
  let known = store.getState().link.reconnects
  let touched = clock.elapsed()
  let cancel: Dispose = () => {}

  const renew = (scripts: string) => {
    const rest = touched + IDLE_MS - clock.elapsed()
    if (rest > 0) {
      cancel = clock.after(rest, () => renew(scripts))
      return
    }
    sessionStorage.setItem(RENEWED, scripts)
    location.reload()
  }
  const look = async () => {
    const html = await fetch(location.href, { cache: 'no-store' }).then(
      (answer) => (answer.ok ? answer.text() : ''),
      () => '',
    )
    const scripts = scriptsOf(html)
    if (scripts && own && scripts !== own && sessionStorage.getItem(RENEWED) !== scripts) renew(scripts)
  }

  const listening = new AbortController()
  for (const event of ['keydown', 'pointerdown', 'pointermove'] as const) {
    const touch = () => {
      touched = clock.elapsed()
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
