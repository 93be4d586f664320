import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'

const root = join(import.meta.dirname, '..')
const electronFolder = join(root, 'node_modules', 'electron')

/** Electron's binary; its package is never required, because that starts a download. */
function electronBinary(): string | null {
  const pointer = join(electronFolder, 'path.txt')
  if (!existsSync(pointer)) return null
  const binary = join(electronFolder, 'dist', readFileSync(pointer, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

const binary = electronBinary()
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
const missing = !binary
  ? 'Electron’s binary is not here: node node_modules/electron/install.js fetches it'
  : !hasDisplay && 'there is no display: run it under xvfb-run'

test.describe('the built shell', () => {
  test('[SHELL-14] its preload is one CommonJS file that requires electron and nothing else', () => {
    const preload = readFileSync(join(root, 'out', 'preload', 'index.cjs'), 'utf8')
    expect([...preload.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(['electron'])
    expect(preload).not.toMatch(/^\s*(?:import|export)\s/m)
  })

  test('[SHELL-15] the plain shell’s program holds no electron', () => {
    expect(readFileSync(join(root, 'out', 'main', 'node.js'), 'utf8')).not.toMatch(/from\s*["']electron["']/)
  })
})

test.describe('Electron', () => {
  test.skip(Boolean(missing), missing || '')

  async function launch(args: readonly string[] = []) {
    const state = mkdtempSync(join(tmpdir(), 'lectern-electron-'))
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const app = await _electron.launch({
      executablePath: binary ?? '',
      args: [...sandbox, join(root, 'out', 'main', 'index.js'), 'present', '--port', '0', '--state', state, ...args],
    })
    const close = async () => {
      await app.close()
      rmSync(state, { recursive: true, force: true, maxRetries: 5 })
    }
    return { app, close }
  }

  async function viewOf(app: ElectronApplication, view: string): Promise<Page> {
    await expect.poll(() => app.windows().some((page) => page.url().includes(`view=${view}`))).toBe(true)
    const page = app.windows().find((one) => one.url().includes(`view=${view}`))
    if (!page) throw new Error(`no window shows ${view}`)
    return page
  }

  for (const scene of [7, 8, 9, 10, 11, 12, 13]) {
    test(`[SHELL-16] scene ${scene} is painted over IPC, and nothing comes from elsewhere`, async () => {
      const { app, close } = await launch(['--windowed', '--scene', String(scene)])
      const page = await viewOf(app, 'stage')
      const foreign: string[] = []
      page.on('request', (request) => {
        if (new URL(request.url()).hostname !== '127.0.0.1') foreign.push(request.url())
      })
      await expect(page.locator(`[data-scene="${scene}"][data-ready="true"]`)).toBeVisible()
      expect(await page.evaluate(() => 'lectern' in window && !('require' in window) && !('process' in window))).toBe(
        true,
      )
      expect(foreign).toEqual([])
      await close()
    })
  }

  test('[SHELL-17] the presenter’s view has a window of its own', async () => {
    const { app, close } = await launch(['--windowed'])
    const stage = await viewOf(app, 'stage')
    if (app.windows().length === 1) await stage.evaluate('window.lectern.presenter()')
    await viewOf(app, 'presenter')
    await close()
  })

  test('[SHELL-18] a renderer that is killed is back on its scene within 2 s', { tag: '@alone' }, async () => {
    const { app, close } = await launch(['--windowed', '--scene', '9'])
    const page = await viewOf(app, 'stage')
    await expect(page.locator('[data-scene="9"][data-ready="true"]')).toBeVisible()
    const start = Date.now()
    await app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.forcefullyCrashRenderer()
    })
    await expect
      .poll(
        () =>
          app.evaluate(({ BrowserWindow }) =>
            Promise.any(
              BrowserWindow.getAllWindows().map((window) =>
                window.webContents.executeJavaScript(
                  `document.querySelector('[data-scene="9"][data-ready="true"]') ? 9 : Promise.reject()`,
                ),
              ),
            ).catch(() => 0),
          ),
        { timeout: 2_000, intervals: [50] },
      )
      .toBe(9)
    expect(Date.now() - start).toBeLessThan(2_500)
    await close()
  })
})
