import { join } from 'node:path'
import { createServer } from 'vite'
import { launchBrowser } from '../../e2e/browser'
import { installed } from '../installed'
import { type Part, type Row, row } from '../part'
import type { Turning } from '../scatter/turning'

declare global {
  interface Window {
    runScatterBench?: (
      points: number,
      rounds: number,
      peers: boolean,
      three: string | null,
    ) => Promise<Record<string, number>>
    runTurningBench?: (points: number, ms: number) => Promise<Turning>
  }
}

const raw = 'raw WebGL2 points'
const layer = "deck.gl's PointCloudLayer"
const threePoints = 'three.js Points'

export const scatter: Part = {
  name: 'scatter',
  what: 'ms a frame of both painters at 1280x720, beside raw WebGL2 points, three.js where it is installed, and deck.gl’s PointCloudLayer, in one browser and in turn; and 1,500,000 points turned as by a hand',
  async run({ full }) {
    const vite = await createServer({
      configFile: false,
      root: join(import.meta.dirname, '..', 'scatter'),
      logLevel: 'error',
      cacheDir: join(import.meta.dirname, '..', '..', 'node_modules', '.vite-bench-scatter'),
      server: { port: 0, host: '127.0.0.1', hmr: false, watch: null, fs: { strict: false } },
      optimizeDeps: {
        include: ['@deck.gl/core', '@deck.gl/layers', '@luma.gl/core', '@luma.gl/engine', '@luma.gl/webgl'],
      },
    })
    await vite.listen()
    const browser = await launchBrowser()
    const open = async () => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
      await page.goto(vite.resolvedUrls?.local[0] ?? '')
      await page.waitForFunction('window.runScatterBench')
      return page
    }
    const turned = async (points: number, ms: number) => {
      const page = await open()
      const turning = await page.evaluate(([n, t]) => window.runTurningBench?.(n, t), [points, ms] as const)
      await page.close()
      return turning
    }
    const measure = async (points: number, rounds: number, peers: boolean) => {
      const page = await open()
      const three = installed('three')
      const times = await page.evaluate(([n, r, p, t]) => window.runScatterBench?.(n, r, p, t), [
        ...([points, rounds, peers] as const),
        three && `/@fs${three}`,
      ] as const)
      await page.close()
      return times ?? {}
    }
    try {
      return [
        ...rowsOf(150_000, await measure(150_000, full ? 3 : 1, true)),
        // PointCloudLayer takes 20 s a frame there.
        ...rowsOf(1_000_000, await measure(1_000_000, full ? 3 : 1, false)),
        ...turningRows(await turned(1_500_000, full ? 15_000 : 5_000)),
      ]
    } finally {
      await browser.close()
      await vite.close()
    }
  },
}

function turningRows(turning: Turning | undefined): Row[] {
  const figure = (what: string) => `1,500,000 points, turning, ${what}`
  return [
    row({
      ...{ figure: figure('frames a second, software painter'), value: turning?.rate ?? null, unit: '/s' },
      goal: { of: 'value', atLeast: 30 },
    }),
    row({ figure: figure('points a frame'), value: turning?.drawn ?? null, unit: '' }),
    row({ figure: figure('from rest to all of them'), value: turning?.wholeMs ?? null, unit: 'ms' }),
  ]
}

function rowsOf(points: number, times: Readonly<Record<string, number>>): Row[] {
  const figure = (name: string) => `${points.toLocaleString('en-US')} points, ${name}`
  const compare = (name: string, other: string, atMost: number | null) =>
    row({
      ...{ figure: figure(name), value: times[name] ?? null, unit: 'ms' },
      peer: { name: other, value: times[other] ?? null },
      ...(atMost === null ? {} : { goal: { of: 'ratio', atMost } }),
    })
  const against = [compare('software painter', raw, 0.5), compare('GPU painter', raw, 2)]
  for (const name of ['software painter', 'GPU painter']) {
    if (threePoints in times) against.push(compare(name, threePoints, null))
    if (layer in times) against.push(compare(name, layer, 0.1))
  }
  return against
}
