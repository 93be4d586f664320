import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'

/** Where Firefox may be; the first that is there is used. */
const places = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox']

export const firefoxPath = places.find((path) => path && existsSync(path))

/** One tab of a Firefox that is driven over WebDriver BiDi, which it speaks by itself. */
export interface Firefox {
  goto(url: string): Promise<void>
  /** The value of a JavaScript expression in the page; a promise is waited for. Strings and numbers. */
  evaluate(expression: string): Promise<unknown>
  /** What the page logged as errors, uncaught ones too. */
  readonly errors: readonly string[]
  close(): Promise<void>
}

/** Runs in every page before its own scripts. */
const recordPaint = `() => {
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0]
    if (paint) window.paintedAt = paint.startTime
  }).observe({ type: 'paint', buffered: true })
  new MutationObserver(() => {
    if (window.readyAt === undefined && document.querySelector('[data-scene][data-ready="true"]'))
      window.readyAt = performance.now()
  }).observe(document, { childList: true, subtree: true, attributes: true })
}`

export async function startFirefox(path: string): Promise<Firefox> {
  const home = mkdtempSync(join(tmpdir(), 'lectern-firefox-'))
  const args = ['--headless', '--no-remote', '--profile', home, '--remote-debugging-port', '0', 'about:blank']
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: home } })
  const socket = new WebSocket(`${await addressOf(child)}/session`)
  await once(socket, 'open')

  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const errors: string[] = []
  let id = 0
  const command = (method: string, params: object) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(++id, { resolve, reject })
      socket.send(JSON.stringify({ id, method, params }))
    })
  socket.on('message', (data) => {
    const message = JSON.parse(String(data))
    if (message.method === 'log.entryAdded' && message.params.level === 'error') errors.push(message.params.text)
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'error') call?.reject(new Error(`${message.error}: ${message.message}`))
    else call?.resolve(message.result)
  })

  await command('session.new', { capabilities: {} })
  await command('session.subscribe', { events: ['log.entryAdded'] })
  await command('script.addPreloadScript', { functionDeclaration: recordPaint })
  const { contexts } = (await command('browsingContext.getTree', {})) as { contexts: { context: string }[] }
  const context = contexts[0]?.context
  return {
    async goto(url) {
      await command('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    async evaluate(expression) {
      const target = { context }
      const answer = await command('script.evaluate', { expression, target, awaitPromise: true })
      const { result, exceptionDetails } = answer as {
        result?: { value?: unknown }
        exceptionDetails?: { text: string }
      }
      if (exceptionDetails) throw new Error(exceptionDetails.text)
      return result?.value
    },
    errors,
    async close() {
      socket.terminate()
      if (child.exitCode === null && child.kill()) await once(child, 'exit')
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}: ${said}`)))
  })
}
