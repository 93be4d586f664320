import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type LaunchOptions, type Page } from '@playwright/test'
import { Launcher } from 'chrome-launcher'
import { onPath } from './on-path'

/**
 * The first browser of this machine that can be driven: a named one, one without a window, an installed one, Playwright's
 * own, or the one from npm. One with a window builds it for every context, which costs more than the page in it.
 */
async function launchOptions(): Promise<LaunchOptions> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const installed = process.env.CHROME_PATH ?? onPath('chromium-headless-shell') ?? installedBrowser()
  if (installed) return { executablePath: installed, args }
  try {
    const own = await chromium.launch({ args })
    await own.close()
    return { args }
  } catch {
    // Playwright's browser was not downloaded here.
  }
  const { default: packaged } = await import('@sparticuz/chromium')
  // It unpacks itself into TMPDIR under a fixed name: a private one keeps two runs apart.
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'lectern-browser-'))
  return { executablePath: await packaged.executablePath(), args: [...args, '--headless=shell'] }
}

/** A browser as people have it, with windows; undefined where none is installed. */
export function installedBrowser(): string | undefined {
  try {
    return Launcher.getFirstInstallation()
  } catch {
    return undefined
  }
}

/** The browser as a program: for who has to start it by other means. */
export async function browserProgram(): Promise<string> {
  return (await launchOptions()).executablePath ?? chromium.executablePath()
}

/** `executablePath` is another program that runs it. */
export async function launchBrowser(extra: readonly string[] = [], executablePath?: string): Promise<Browser> {
  const options = await launchOptions()
  const own = executablePath === undefined ? options : { ...options, executablePath }
  return chromium.launch({ ...own, args: [...(options.args ?? []), ...extra] })
}

/** Less of the processor than this between two looks, in seconds, is a browser at rest. */
const REST = 0.01
/** One that is not at rest after so many looks, ten seconds, is taken as it is. */
const LOOKS = 100

/** Waits until the browser is done with its own start: for a new window it loads pages of its own, beside the one that is measured. */
export async function settled(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession()
  const used = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  }
  let before = 0
  let now = await used()
  for (let look = 0; look < LOOKS && now - before > REST; look++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    before = now
    now = await used()
  }
  await session.detach()
}

/** When the page first painted something, in milliseconds from its navigation; waits for it. */
export async function firstPaint(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  return (await handle.jsonValue()) ?? Number.NaN
}
