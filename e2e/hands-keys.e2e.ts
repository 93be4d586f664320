import { expect, test } from './fixtures'
import { curtain, desktop, shows, talkOfTests } from './talk'

const { url, stageUrl, deck } = talkOfTests(test)

test('[HANDS-1] a token in the address becomes a cookie and leaves the address; the page is the presenter’s', async ({
  open,
}) => {
  const { page, errors } = await open(stageUrl(), desktop)
  await shows(page, 7)
  expect(page.url()).toBe(`${url()}/?view=stage`)
  await page.keyboard.press('PageDown')
  await shows(page, 8)
  expect((await deck()).scene).toBe(8)
  await page.reload()
  await shows(page, 8)
  expect(errors).toEqual([])
})

test('[HANDS-2] every key that leads through the talk', async ({ open }) => {
  const { page } = await open(stageUrl(), desktop)
  await shows(page, 7)
  const walk: [keys: string[], scene: number][] = [
    [['ArrowRight'], 8],
    [['Space'], 9],
    [['PageDown'], 10],
    [['Enter'], 11],
    [['ArrowLeft'], 10],
    [['PageUp'], 9],
    [['Backspace'], 8],
    [['End'], 13],
    [['Home'], 7],
    [['1', '2', 'Enter'], 12],
    [['9', 'g'], 9],
  ]
  for (const [keys, scene] of walk) {
    for (const key of keys) await page.keyboard.press(key)
    await shows(page, scene)
    await expect.poll(async () => (await deck()).scene).toBe(scene)
  }
  const overview = page.locator('[data-layout="overview"]')
  for (const keys of [['o'], ['0', 'Enter']]) {
    for (const key of keys) await page.keyboard.press(key)
    await expect(overview).toBeVisible()
    await expect.poll(async () => (await deck()).overview).toBe(true)
    await page.keyboard.press('Escape')
    await expect(overview).toBeHidden()
  }
  await page.keyboard.press('o')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await shows(page, 10)
  await expect.poll(async () => (await deck()).overview).toBe(false)
})

test('[HANDS-3] every key that does something to the screen', async ({ open }) => {
  const { page, context } = await open(stageUrl(), desktop)
  await shows(page, 7)
  for (const [key, value] of [
    ['b', 'black'],
    ['.', 'black'],
    ['w', 'white'],
    [',', 'white'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(curtain(page)).toHaveAttribute('data-curtain', value)
    await page.keyboard.press(key)
    await expect(curtain(page)).toHaveCount(0)
  }
  await page.keyboard.press('?')
  await expect(page.locator('[data-layer="help"]')).toContainText('black screens')
  await page.keyboard.press('q')
  await expect(page.locator('[data-layer="code"]')).toContainText('--host 0.0.0.0')
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-layer]')).toHaveCount(0)

  await page.keyboard.press('t')
  await expect(page.getByText('Timer running')).toBeVisible()
  await expect.poll(async () => (await deck()).timer).toMatchObject({ running: true })
  await page.keyboard.press('t')
  await expect.poll(async () => (await deck()).timer).toMatchObject({ running: false })

  await page.keyboard.press('m')
  await expect(page.getByText('Marker set at scene 7')).toBeVisible()
  const [presenter] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('s')])
  expect(new URL(presenter.url()).search).toBe('?view=presenter')
  await presenter.close()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('p')])
  expect(download.suggestedFilename()).toMatch(/^lectern-7-\d{8}-\d{6}\.png$/)

  const full = () => page.evaluate(() => document.fullscreenElement !== null)
  await page.keyboard.press('f')
  await expect.poll(full).toBe(true)
  await page.keyboard.press('F11')
  await expect.poll(full).toBe(false)
})

test('[HANDS-4] r starts and stops the recording', async ({ open }) => {
  const { page } = await open(stageUrl(), desktop)
  await shows(page, 7)
  await page.keyboard.press('r')
  await expect(page.locator('[data-health="recorder"]')).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.locator('[data-health="recorder"]')).toHaveCount(0)
})

test('[HANDS-5] a clicker: F5 and Esc by turns enter full screen and never reload, its full stop blacks out', async ({
  open,
}) => {
  const { page } = await open(stageUrl(), desktop)
  await shows(page, 7)
  await page.evaluate(() => Object.assign(window, { notReloaded: true }))
  const full = () => page.evaluate(() => document.fullscreenElement !== null)
  await page.keyboard.press('F5')
  await expect.poll(full).toBe(true)
  await page.keyboard.press('F5')
  expect(await full()).toBe(true)
  await page.keyboard.press('PageDown')
  await shows(page, 8)
  // As some send it: the key, and no code.
  const stop = () => page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: '.', cancelable: true })))
  await stop()
  await expect(curtain(page)).toHaveAttribute('data-curtain', 'black')
  await page.keyboard.press('Escape')
  await expect(curtain(page)).toHaveCount(0)
  await shows(page, 8)
  expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
})

test('[HANDS-6] a kiosk is left by Escape twice with nothing on top, after a hint; a tab never', async ({ open }) => {
  const { page } = await open(stageUrl(), desktop)
  await shows(page, 7)
  await page.addInitScript(() => {
    window.close = () => Object.assign(window, { wasClosed: true })
  })
  await page.evaluate(() => sessionStorage.setItem('lectern-kiosk', 'yes'))
  await page.reload()
  await shows(page, 7)
  const closed = () => page.evaluate(() => 'wasClosed' in window)
  await page.keyboard.press('?')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Esc once more leaves')).toBeVisible()
  expect(await closed()).toBe(false)
  await page.keyboard.press('Escape')
  expect(await closed()).toBe(true)
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await shows(page, 7)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  expect(await closed()).toBe(false)
})

test('[HANDS-14] keys typed into a field are the field’s', async ({ open }) => {
  const { page } = await open(stageUrl(), desktop)
  await shows(page, 7)
  await page.evaluate(() => document.body.append(document.createElement('input')))
  await page.locator('body > input').focus()
  await page.keyboard.type('bow.12')
  await page.keyboard.press('Enter')
  expect(await page.locator('body > input').inputValue()).toBe('bow.12')
  await shows(page, 7)
  expect(await deck()).toMatchObject({ scene: 7, curtain: null, overview: false })
})

test('[HANDS-20] the scene of points takes its own keys, and the help lists them there alone', async ({ open }) => {
  const { page } = await open(stageUrl(), desktop)
  await shows(page, 7)
  const help = page.locator('[data-layer="help"]')
  await page.keyboard.press('?')
  await expect(help).toContainText('black screens')
  await expect(help).not.toContainText('turn the points')
  await page.keyboard.press('?')
  for (const key of ['1', '1', 'Enter']) await page.keyboard.press(key)
  await shows(page, 11)
  const field = page.locator('fieldset button[aria-pressed="true"]')
  const first = (await field.textContent()) ?? ''
  await page.keyboard.press('c')
  await expect(field).not.toHaveText(first)
  await page.keyboard.press('Shift+C')
  await expect(field).toHaveText(first)
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('?')
  await expect(help).toContainText('turn the points')
  expect((await deck()).scene).toBe(11)
})
