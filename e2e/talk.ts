import type { Page, test as playwright } from '@playwright/test'
import { expect, sceneRoot } from './fixtures'
import { type RunningServer, startServer } from './server'

export const token = 'presenter-token-of-this-test'
export const desktop = { viewport: { width: 1280, height: 720 } }
export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

/** A running talk, and the presenter's hand on it. */
export interface TalkUnderTest {
  url(): string
  stageUrl(): string
  command(body: object): Promise<Response>
  /** What the deck's topic holds. */
  deck(): Promise<Record<string, unknown>>
}

/** A server for the tests of this file; before each of them the talk is where every one begins. */
export function talkOfTests(test: Pick<typeof playwright, 'beforeAll' | 'beforeEach' | 'afterAll'>): TalkUnderTest {
  let server: RunningServer
  test.beforeAll(async () => {
    server = await startServer({ args: ['--presenter-token', token] })
  })
  test.afterAll(async () => {
    await server.stop()
  })
  const command = (body: object) =>
    fetch(`${server.url}/api/command`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  test.beforeEach(async () => {
    for (const body of [
      { command: 'goto', scene: 7 },
      { command: 'curtain', value: null },
      { command: 'freeze', on: false },
      { command: 'overview', on: false },
      { command: 'code', on: false },
      { command: 'correction', brightness: 1, contrast: 1, saturation: 1 },
    ]) {
      expect((await command(body)).status).toBe(200)
    }
  })
  return {
    url: () => server.url,
    stageUrl: () => `${server.url}/?view=stage#token=${token}`,
    command,
    async deck() {
      const snapshot = (await (await fetch(`${server.url}/api/snapshot`)).json()) as {
        events: { type: string; payload: Record<string, unknown> }[]
      }
      return snapshot.events.findLast(({ type }) => type === 'deck')?.payload ?? {}
    },
  }
}

export const shows = (page: Page, n: number) => expect(sceneRoot(page, n).first()).toBeVisible()
export const curtain = (page: Page) => page.locator('[data-curtain]')
