import type { Page } from '@playwright/test'
import { launchBrowser } from '../../e2e/browser'
import { startServer } from '../../e2e/server'
import { coldPage, dataPainted } from '../browser/cold-load'
import { publisher } from '../browser/publisher'
import { type Part, row } from '../part'
import { pause } from '../processes'

const EVENTS_PER_S = 1_000
/** The picture is at its full size then. */
const WARM_S = 5

export const renderer: Part = {
  name: 'renderer',
  what: `${EVENTS_PER_S} events a second into scene 13's page: long tasks, frames that came late, and the heap`,
  async run({ full, note }) {
    const seconds = full ? 300 : 20
    const server = await startServer({ args: ['--log-level', 'silent'] })
    const browser = await launchBrowser()
    try {
      const publish = await publisher(server)
      const { page } = await coldPage(browser)
      await page.goto(`${server.url}/?scene=13`)
      await dataPainted(page)
      let over = false
      const speaking = (async () => {
        const begun = performance.now()
        for (let sent = 0; !over; sent += 20) {
          publish(Array.from({ length: 20 }, (_, i) => detection(sent + i)))
          await pause(begun + (sent * 1000) / EVENTS_PER_S - performance.now())
        }
      })()
      await pause(WARM_S * 1000)
      const before = await heapOf(page)
      await page.evaluate(watch)
      await pause(seconds * 1000)
      const seen = await page.evaluate(() => window.seen ?? null)
      const after = await heapOf(page)
      over = true
      await speaking
      if (!seen) throw new Error('the page was not watched')
      note(`${seen.frames} frames, ${seen.longTasks} long tasks, the longest ${seen.longest} ms`)
      return [
        row({ figure: 'frames a second', value: seen.frames / seconds, unit: '/s' }),
        row({ figure: 'frames later than 50 ms', value: (100 * seen.late) / seen.frames, unit: '%' }),
        row({ figure: 'long tasks (over 50 ms) a minute', value: (60 * seen.longTasks) / seconds, unit: '' }),
        row({ figure: 'longest task', value: seen.longest, unit: 'ms' }),
        row({
          figure: `heap after ${seconds} s more, by that before`,
          value: after / 1e6,
          unit: 'MB',
          peer: { name: 'before', value: before / 1e6 },
        }),
      ]
    } finally {
      await browser.close()
      await server.stop()
    }
  },
}

const detection = (i: number) => ({
  type: 'live_detection',
  payload: {
    host_id: `host-${i % 12}`,
    label: i % 5 ? 'benign' : 'exfil',
    score: (i % 100) / 100,
    alert: i % 50 === 0,
  },
})

interface Seen {
  frames: number
  late: number
  longTasks: number
  longest: number
}

declare global {
  interface Window {
    seen?: Seen
  }
}

/** Runs in the page. */
function watch(): void {
  const seen = { frames: 0, late: 0, longTasks: 0, longest: 0 }
  window.seen = seen
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      seen.longTasks++
      seen.longest = Math.max(seen.longest, duration)
    }
  }).observe({ type: 'longtask' })
  let last = performance.now()
  const frame = (now: number) => {
    seen.frames++
    if (now - last > 50) seen.late++
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

/** Bytes of JavaScript that are reachable. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}
