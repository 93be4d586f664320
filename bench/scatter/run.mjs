// Milliseconds a frame of both painters beside raw WebGL2 points and deck.gl's PointCloudLayer, in one browser and one run.
// node bench/scatter/run.mjs [points] [rounds] [--json]
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { Launcher } from 'chrome-launcher'
import { createServer } from 'vite'

const numbers = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number)
const [points = 150_000, rounds = 3] = numbers
const root = fileURLToPath(new URL('.', import.meta.url))
const server = await createServer({
  configFile: false,
  root,
  logLevel: 'error',
  cacheDir: fileURLToPath(new URL('../../node_modules/.vite-bench-scatter', import.meta.url)),
  server: { port: 0, host: '127.0.0.1', hmr: false, watch: null, fs: { strict: false } },
  optimizeDeps: { include: ['@deck.gl/core', '@deck.gl/layers', '@luma.gl/core', '@luma.gl/engine', '@luma.gl/webgl'] },
})
await server.listen()
const executablePath = process.env.CHROME_PATH ?? Launcher.getFirstInstallation()
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  page.on('pageerror', (error) => console.error(error.message))
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await page.waitForFunction('window.runScatterBench')
  const times = await page.evaluate(([n, r]) => window.runScatterBench(n, r), [points, rounds])
  const raw = times['raw WebGL2 points']
  const rows = Object.entries(times).map(([name, ms]) => ({ name, ms, timesRaw: ms / raw }))
  if (process.argv.includes('--json')) console.log(JSON.stringify({ bench: 'scatter', points, rows }))
  else {
    console.log(`scatter: ${points} points at 1280x720, median milliseconds a frame`)
    for (const { name, ms, timesRaw } of rows)
      console.log(`  ${name.padEnd(26)} ${ms.toFixed(1).padStart(8)}  ${timesRaw.toFixed(2)} x raw`)
  }
} finally {
  await browser.close()
  await server.close()
}
