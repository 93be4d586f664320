/** So many failures within so long, and trying again helps nobody. */
const LIMIT = 3
const WINDOW_MS = 60_000

/** When a window last failed, in milliseconds that elapsed by the clock, oldest first; at most `LIMIT`. */
export type Failures = readonly number[]

export interface Recovery {
  readonly failures: Failures
  /** `recover`: open the page again, it comes back to its scene. `give-up`: say so on the screen, and wait for a hand. */
  readonly next: 'recover' | 'give-up'
}

/** What to do about one more failure. Pure. */
export function afterFailure(failures: Failures, nowMs: number): Recovery {
  const recent = [...failures, nowMs].slice(-LIMIT)
  const [oldest = nowMs] = recent
  const tooMany = recent.length === LIMIT && nowMs - oldest < WINDOW_MS
  return { failures: recent, next: tooMany ? 'give-up' : 'recover' }
}

/** True where a renderer that is gone did not go by itself. Source: Electron's RenderProcessGoneDetails. */
export function isCrash(reason: string): boolean {
  return reason !== 'clean-exit'
}

/** The screen after too many failures; it holds no script and nothing from outside. `url` is where the talk still is. */
export function failedPage(url: string, background: string): string {
  const html = `<!doctype html><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Lectern</title>
<body style="margin:0;height:100vh;display:grid;place-content:center;gap:2vh;text-align:center;background:${background};color:#888;font:4vh system-ui">
<p style="margin:0;font-size:7vh">The picture stopped three times within a minute.</p>
<p style="margin:0">Press Enter to try again, or open ${url} in a browser: the talk itself goes on.</p>`
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
}
