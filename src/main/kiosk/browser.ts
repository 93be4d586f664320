import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Launcher } from 'chrome-launcher'
import { once } from '../../shared/dispose'
import type { Screen } from './screens'

/** Edge is Chromium too, but the finder of Chrome does not look for it. */
const edges: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/microsoft-edge', '/usr/bin/microsoft-edge-stable', '/opt/microsoft/msedge/msedge'],
  darwin: ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  win32: [
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/** An installed Chrome, Chromium or Edge; null where there is none. `CHROME_PATH` goes first. */
export function findBrowser(): string | null {
  try {
    const found = Launcher.getFirstInstallation()
    if (found) return found
  } catch {
    // The finder throws where it finds nothing.
  }
  return edges[process.platform]?.find((path) => existsSync(path)) ?? null
}

/** Why `CHROME_PATH` does not count, in one sentence; null where it does, or is not set. */
export function passedOver({ CHROME_PATH }: NodeJS.ProcessEnv, browser: string): string | null {
  if (!CHROME_PATH || CHROME_PATH === browser) return null
  return `CHROME_PATH ${CHROME_PATH}: there is no such program; ${browser} is taken`
}

/** True where a window can be shown. */
export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

export interface KioskOptions {
  readonly url: string
  readonly profile: string
  readonly windowed: boolean
  /** Chromium refuses its sandbox to root. */
  readonly root: boolean
  /** The screen to fill, where it is known: without a window manager nobody else makes the window as large as that. */
  readonly screen: Screen | null
}

/** The flags of a browser window that shows one page and nothing else. Pure. */
export function kioskArguments({ url, profile, windowed, root, screen }: KioskOptions): string[] {
  // On X11 Chromium takes a pixel off a window that is as large as its screen, which would leave a line of the desktop.
  const whole = screen
    ? [`--window-position=${screen.x},${screen.y}`, `--window-size=${screen.width + 1},${screen.height + 1}`]
    : []
  return [
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-features=Translate',
    '--autoplay-policy=no-user-gesture-required',
    ...(root ? ['--no-sandbox'] : []),
    ...(windowed ? [`--app=${url}`, '--window-size=1280,720'] : [...whole, '--kiosk', url]),
  ]
}

export interface Kiosk {
  /** Resolves when the window was closed, with the browser's own words if it failed. */
  readonly closed: Promise<{ readonly ok: boolean; readonly message: string }>
  close(): Promise<void>
}

/** Opens the page in a browser of its own profile, which goes with the window. */
export async function openKiosk(
  browser: string,
  { url, windowed, screen }: Omit<KioskOptions, 'profile' | 'root'>,
): Promise<Kiosk> {
  const profile = await mkdtemp(join(tmpdir(), 'lectern-kiosk-'))
  const root = process.getuid?.() === 0
  const child = spawn(browser, kioskArguments({ url, profile, windowed, root, screen }), {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let lastWords = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2_000)
  })
  const exited = new Promise<{ ok: boolean; message: string }>((resolve) => {
    child.once('error', (error) => resolve({ ok: false, message: error.message }))
    child.once('exit', (code) =>
      resolve({ ok: code === 0 || code === null, message: lastWords.trim().split('\n').at(-1) ?? '' }),
    )
  })
  const closed = exited.then(async (result) => {
    // What cannot be removed stays among the system's temporary files; the talk ends all the same.
    await rm(profile, { recursive: true, force: true, maxRetries: 5 }).catch(() => {})
    return result
  })
  const stop = once(() => end(child))
  return {
    closed,
    async close() {
      stop()
      await closed
    },
  }
}

function end(child: ChildProcess): void {
  child.kill('SIGTERM')
  const killer = setTimeout(() => child.kill('SIGKILL'), 1_000)
  child.once('exit', () => clearTimeout(killer))
}
