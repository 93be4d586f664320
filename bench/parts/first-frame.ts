import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { build } from 'vite'
import { firstPaint, installedBrowser, launchBrowser, settled } from '../../e2e/browser'
import { firstFrameBytes, floorPage, scriptedFloor } from '../../e2e/floor'
import { startServer } from '../../e2e/server'
import { coldPage, dataPainted } from '../browser/cold-load'
import { startFront } from '../browser/front'
import { type Part, type Row, row } from '../part'
import { median, quantile } from '../stats'

const scenes = [7, 8, 9, 10, 11, 12, 13]

export const firstFrame: Part = {
  name: 'first-frame',
  what: 'cold load to data painted, every scene, beside the same page that fetches its data after its first frame, and floor pages: one rectangle after the same bytes, painted by a canvas and by React',
  async run({ full, note }) {
    const rounds = full ? 20 : 7
    const server = await startServer({ args: ['--log-level', 'silent'] })
    const pages = new Map([['/react-alone.js', await reactAlone()]])
    const front = await startFront({ target: server.url, pages, late: withoutFetches })
    const browser = await launchBrowser([], installedBrowser())
    const rows: Row[] = []
    try {
      for (const scene of scenes) {
        const url = `${front.url}/?view=stage&scene=${scene}`
        const bytes = await bytesOf(browser, url)
        pages.set('/floor', floorPage(bytes))
        pages.set('/react-floor', scriptedFloor(bytes, '/react-alone.js'))
        const own: number[] = []
        const paints: number[] = []
        const later: number[] = []
        const floors: number[] = []
        const reactFloors: number[] = []
        for (let round = 0; round < rounds; round++) {
          const mine = await load(browser, url)
          own.push(mine.painted)
          paints.push(mine.firstPaint)
          later.push((await load(browser, `${url}&late`)).painted)
          floors.push(await floor(browser, `${front.url}/floor`))
          reactFloors.push(await floor(browser, `${front.url}/react-floor`))
        }
        note(
          `scene ${scene}: ${median(own).toFixed(0)} ms, after render ${median(later).toFixed(0)} ms, floor ${median(floors).toFixed(0)} ms, by React ${median(reactFloors).toFixed(0)} ms`,
        )
        for (const share of [0.5, 0.95]) {
          rows.push(
            row({
              ...{ figure: `scene ${scene}, data painted, p${share * 100}`, value: quantile(own, share), unit: 'ms' },
              peer: { name: 'fetch after render', value: quantile(later, share) },
            }),
          )
        }
        rows.push(
          row({
            ...{ figure: `scene ${scene}, first contentful paint, p50`, value: median(paints), unit: 'ms' },
            ...{ peer: { name: 'floor', value: median(floors) }, goal: { of: 'ratio', atMost: 1.5 } },
          }),
          row({
            ...{ figure: `scene ${scene}, the same beside React`, value: median(paints), unit: 'ms' },
            peer: { name: 'floor by React', value: median(reactFloors) },
          }),
        )
      }
      return rows
    } finally {
      await browser.close()
      front.stop()
      await server.stop()
    }
  },
}

/** The script of the floor page that React paints. */
async function reactAlone(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: join(import.meta.dirname, '..', 'browser', 'react-alone.ts'), formats: ['es'] },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output && 'output' in output ? output.output[0] : null
  if (!chunk) throw new Error('React alone was not built')
  return chunk.code
}

async function bytesOf(browser: Browser, url: string): Promise<string[]> {
  const { page, requests, close } = await coldPage(browser)
  await page.goto(url)
  await dataPainted(page)
  await close()
  return firstFrameBytes(requests)
}

async function load(browser: Browser, url: string) {
  const { page, close } = await coldPage(browser)
  if (url.endsWith('&late')) await page.addInitScript(fetchAfterFirstFrame)
  await settled(browser)
  await page.goto(url)
  const times = { painted: await dataPainted(page), firstPaint: await firstPaint(page) }
  await close()
  return times
}

const withoutFetches = (html: string) => html.replaceAll(/<link rel="preload" as="fetch"[^>]*>/g, '')

/** Runs in the page: what most pages do, which render, and then ask. */
function fetchAfterFirstFrame(): void {
  const bare = window.fetch
  const rendered = new Promise<void>((resolve) =>
    addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(resolve))),
  )
  window.fetch = (...request) => rendered.then(() => bare(...request))
}

async function floor(browser: Browser, url: string): Promise<number> {
  const { page, close } = await coldPage(browser)
  await settled(browser)
  await page.goto(url)
  const painted = await firstPaint(page)
  await close()
  return painted
}
