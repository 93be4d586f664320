import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publish } from './data'
import { expect, sceneRoot, test } from './fixtures'
import { type RunningServer, startServer } from './server'

const talk = `
title: Finding intruders early
scenes:
  - scene: 7
    plan: 60
    notes: |
      Ask: **who** has seen a port scan?
      <script>document.title = 'broken'</script>
  - scene: 9
    plan: 120
    notes: Let them read the bars
  - scene: 13
`
const desk = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

test.describe('the presenter’s view', () => {
  let server: RunningServer
  const dir = mkdtempSync(join(tmpdir(), 'lectern-talk-'))
  const seat = () => `${server.url}/?view=presenter#token=speak`
  test.beforeAll(async () => {
    const file = join(dir, 'lectern.yaml')
    writeFileSync(file, talk)
    server = await startServer({ args: ['--presenter-token', 'speak', '--config', file] })
  })
  test.beforeEach(async () => {
    for (const command of [
      { command: 'goto', scene: 7 },
      { command: 'curtain', value: null },
      { command: 'freeze', on: false },
    ])
      await order(command)
  })
  test.afterAll(async () => {
    await server.stop()
    rmSync(dir, { recursive: true })
  })

  const order = (command: object) =>
    fetch(`${server.url}/api/command`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer speak' },
      body: JSON.stringify(command),
    })

  test('[PRESENTER-3] opens by its token: current and next scene live, notes, room and sources', async ({ open }) => {
    const { page, errors } = await open(seat(), desk)
    await expect(page.locator('[data-preview="now"] [data-scene="7"]')).toHaveAttribute('data-ready', 'true')
    await expect(page.locator('[data-preview="next"] [data-scene="9"]')).toHaveAttribute('data-ready', 'true')
    await expect(page.getByRole('region', { name: 'Notes' }).locator('strong')).toHaveText('who')
    await expect(page.getByRole('region', { name: 'Notes' })).toContainText('<script>')
    await expect(page).toHaveTitle(/intruders/)
    await expect(page.locator('[data-fact="sources"]')).toHaveText('6 well')
    expect(page.url()).not.toContain('speak')
    expect(errors).toEqual([])
  })

  test('[PRESENTER-4] next, blackout and freeze are seen in the room; frozen is said plainly', async ({ open }) => {
    const { page: room } = await open(`${server.url}/?view=audience`)
    await expect(sceneRoot(room, 7)).toBeVisible()
    const { page } = await open(seat(), desk)
    await expect(page.locator('[data-fact="audience"]')).toHaveText('1')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await expect(sceneRoot(room, 9)).toBeVisible()
    await expect(page.getByRole('region', { name: 'Notes' })).toContainText('read the bars')
    await page.getByRole('button', { name: 'Blackout' }).click()
    await expect(room.locator('[data-curtain="black"]')).toBeVisible()
    await page.getByRole('button', { name: 'Blackout' }).click()
    await expect(room.locator('[data-curtain]')).toHaveCount(0)
    await page.getByRole('button', { name: 'Freeze' }).click()
    await expect(page.locator('[data-preview="now"]')).toContainText('Frozen: the room still sees what it saw')
    await page.keyboard.press('Space') // what was clicked has let the keys go
    await expect(page.locator('[data-preview="now"] [data-scene="13"]')).toBeVisible()
    await page.keyboard.press('b')
    await expect(room.locator('[data-curtain="black"]')).toBeVisible()
  })

  test('[PRESENTER-5] an answer streams, and its scene is one click away; closing the tab ends the conversation', async ({
    open,
  }) => {
    const { page, requests } = await open(seat(), desk)
    await page.getByRole('textbox', { name: 'Question' }).fill('Which model leads?')
    await page.keyboard.press('Enter')
    const turn = page.locator('[data-turn]')
    await expect(turn).toHaveAttribute('data-turn', 'running')
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()
    await expect(turn).toHaveAttribute('data-turn', 'done')
    await expect(turn).toContainText('gbt leads')
    await turn.getByRole('button', { name: 'Scene 9', exact: true }).last().click()
    await expect(page.locator('[data-preview="now"] [data-scene="9"]')).toBeVisible()

    await page.reload()
    await expect(page.locator('[data-turn="done"]')).toContainText('gbt leads')
    expect(requests.filter((url) => url.includes('/close'))).toEqual([])
    await page.getByRole('button', { name: 'Close Which model leads?' }).click()
    await expect.poll(() => requests.filter((url) => url.endsWith('/close')).length).toBe(1)
    await expect(page.locator('[data-turn]')).toHaveCount(0)
  })

  test('[PRESENTER-6] warming is opt-in, counts down by the server’s clock, and refuses in words', async ({ open }) => {
    const { page } = await open(seat(), desk)
    const surface = page.locator('[data-surface="cache-warming"]')
    const countdown = surface.locator('[data-countdown]')
    await expect(countdown).toHaveText('—')
    await surface.getByRole('checkbox').click()
    await expect(countdown).toHaveText(/^(4:00|3:5\d)$/)
    const before = await countdown.textContent()
    await expect(countdown).not.toHaveText(before ?? '')
    await surface.getByRole('spinbutton').fill('0')
    await page.keyboard.press('Enter')
    await expect(surface.getByRole('status')).not.toBeEmpty()
    await expect(surface.getByRole('spinbutton')).toHaveValue('240')
    await surface.getByRole('spinbutton').fill('60')
    await page.keyboard.press('Enter')
    await expect(countdown).toHaveText(/^(1:00|5\d s)$/)
  })

  test('[PRESENTER-7] alerts are grouped, counted and dismissed, and a field keeps what is typed meanwhile', async ({
    open,
  }) => {
    const alert = {
      type: 'alert',
      payload: { id: 'a', severity: 'warning', message: 'line 3 is broken', source: 'models', count: 3 },
    }
    await publish(server.url, [alert])
    const { page } = await open(seat(), desk)
    await page.getByRole('textbox', { name: 'Marker' }).fill('the quest')
    await publish(server.url, [{ ...alert, payload: { ...alert.payload, count: 4 } }])
    await page.getByRole('tab', { name: 'Status' }).click()
    await expect(page.getByRole('region', { name: 'Status' })).toContainText('4 times')
    await page.getByRole('button', { name: 'Dismiss: line 3 is broken' }).click()
    await expect(page.getByRole('region', { name: 'Status' })).not.toContainText('line 3')
    await expect(page.getByRole('textbox', { name: 'Marker' })).toHaveValue('the quest')
  })

  test('[PRESENTER-8] in the hand: two huge buttons, and nothing to scroll sideways', async ({ open }) => {
    const { page } = await open(seat(), phone)
    const next = page.getByRole('navigation').getByRole('button', { name: /^Next/ })
    const box = await next.boundingBox()
    expect((box?.width ?? 0) * (box?.height ?? 0)).toBeGreaterThan(0.08 * 390 * 844)
    await next.tap()
    await expect(page.locator('[data-preview="now"] [data-scene="9"]')).toBeVisible()
    for (const name of ['Notes', 'Ask', 'Status', 'Talk']) {
      await page.getByRole('tab', { name }).tap()
      await expect(page.locator('[data-fact="server"]')).toHaveText('here')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      await expect(next).toBeInViewport({ ratio: 1 })
    }
  })

  test('[PRESENTER-10] the stage and the audience do not pay for it', async ({ open }) => {
    for (const view of ['stage', 'audience']) {
      const { page, requests } = await open(`${server.url}/?view=${view}`)
      await expect(sceneRoot(page, 7)).toBeVisible()
      expect(requests.filter((url) => /presenter-[^/]*\.(?:js|css)/.test(url))).toEqual([])
    }
  })

  test('[PRESENTER-17] where its script cannot be had the page says so, keeps its line, and is there at the next try', async ({
    open,
  }) => {
    const { page } = await open('about:blank', desk)
    await page.route('**/presenter-*.js', (route) => route.abort())
    const line = page.waitForEvent('websocket')
    await page.goto(seat())
    await expect(page.locator('[data-unloaded]')).toContainText('could not be loaded')
    expect(new URL((await line).url()).pathname).toBe('/ws')
    await page.unroute('**/presenter-*.js')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.locator('[data-preview="now"]')).toBeVisible()
  })

  test('[PRESENTER-9] without the token there is no view, no notes and no room', async ({ open }) => {
    const { page } = await open(`${server.url}/?view=presenter`, desk)
    await expect(page.locator('[data-preview]')).toHaveCount(0)
    expect(await page.content()).not.toContain('port scan')
    for (const path of ['/api/talk', '/api/room']) expect((await fetch(server.url + path)).status).toBe(401)
  })
})
