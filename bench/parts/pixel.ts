import { launchBrowser } from '../../e2e/browser'
import { startServer } from '../../e2e/server'
import { coldPage, dataPainted } from '../browser/cold-load'
import { publisher } from '../browser/publisher'
import { type Part, row } from '../part'
import { pause } from '../processes'
import { quantile } from '../stats'

export const pixel: Part = {
  name: 'pixel',
  what: 'from publish to a changed pixel of scene 13’s canvas, in a browser beside the server; an event at a time',
  async run({ full }) {
    const server = await startServer({ args: ['--log-level', 'silent'] })
    const browser = await launchBrowser()
    try {
      const publish = await publisher(server)
      for (let i = 0; i < 60; i++) publish([detection(i)])
      const { page } = await coldPage(browser)
      await page.goto(`${server.url}/?scene=13`)
      await dataPainted(page)
      await pause(1_000)
      const times: number[] = []
      for (let i = 0; i < (full ? 300 : 80); i++) {
        const changed = page.evaluate(awaitChange)
        await page.waitForFunction('window.watching')
        const sentAt = Date.now()
        publish([detection(i)])
        times.push((await changed) - sentAt)
        // A glide has ended by then; the odd milliseconds keep clear of any beat.
        await pause(300 + ((i * 37) % 100))
      }
      return [
        row({ figure: 'publish to pixel, p50', value: quantile(times, 0.5), unit: 'ms' }),
        row({
          figure: 'publish to pixel, p99',
          value: quantile(times, 0.99),
          unit: 'ms',
          goal: { of: 'value', atMost: 150 },
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
  payload: { host_id: 'host-01', label: i % 2 ? 'exfil' : 'recon', score: 0.2 + (i % 7) / 10 },
})

/** Runs in the page: resolves with the time of the first frame whose pixels differ. */
function awaitChange(): Promise<number> {
  const look = () => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-scene="13"] canvas')
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    return data ? new Uint32Array(data.buffer) : new Uint32Array()
  }
  return new Promise((resolve) => {
    const before = look()
    Object.assign(window, { watching: true })
    const frame = () => {
      const now = look()
      if (now.length === before.length && now.every((word, i) => word === before[i]))
        return requestAnimationFrame(frame)
      Object.assign(window, { watching: false })
      resolve(Date.now())
    }
    requestAnimationFrame(frame)
  })
}
