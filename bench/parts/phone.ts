import type { Browser } from '@playwright/test'
import { launchBrowser } from '../../e2e/browser'
import { startServer } from '../../e2e/server'
import { coldPage, dataPainted } from '../browser/cold-load'
import { type Part, row } from '../part'
import { median } from '../stats'

const phoneScreen = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
const BYTES_PER_S = 1.6e6 / 8
const LATENCY_MS = 75

export const phone: Part = {
  name: 'phone',
  what: 'bytes over the network and time to a phone’s first scene and to scene 11, at 4x CPU throttling and 1.6 Mbit/s',
  async run({ full }) {
    const server = await startServer({ args: ['--log-level', 'silent'] })
    const browser = await launchBrowser()
    try {
      const load = async (path: string) => {
        const loads: Load[] = []
        for (let i = 0; i < (full ? 7 : 3); i++) loads.push(await coldLoad(browser, `${server.url}${path}`))
        return { ms: median(loads.map(({ ms }) => ms)), kB: median(loads.map(({ kB }) => kB)) }
      }
      const first = await load('/?view=audience')
      const points = await load('/?view=audience&scene=11')
      return [
        row({
          figure: 'first scene, bytes until it is painted',
          value: first.kB,
          unit: 'kB',
          goal: { of: 'value', atMost: 400 },
        }),
        row({ figure: 'first scene, time', value: first.ms, unit: 'ms' }),
        row({ figure: 'scene 11, bytes until it is painted', value: points.kB, unit: 'kB' }),
        row({ figure: 'scene 11, time', value: points.ms, unit: 'ms' }),
      ]
    } finally {
      await browser.close()
      await server.stop()
    }
  },
}

interface Load {
  readonly ms: number
  readonly kB: number
}

async function coldLoad(browser: Browser, url: string): Promise<Load> {
  const { page, close } = await coldPage(browser, phoneScreen)
  const session = await page.context().newCDPSession(page)
  let bytes = 0
  session.on('Network.dataReceived', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: LATENCY_MS, downloadThroughput: BYTES_PER_S, uploadThroughput: BYTES_PER_S },
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(url, { waitUntil: 'commit' })
  const ms = await dataPainted(page)
  const kB = bytes / 1_000
  await close()
  return { ms, kB }
}
