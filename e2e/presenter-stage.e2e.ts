import type { Page } from '@playwright/test'
import { expect, sceneRoot, test } from './fixtures'
import { desktop, phone, shows, talkOfTests, token } from './talk'

const { url, stageUrl, command, deck } = talkOfTests(test)
const desk = { viewport: { width: 1440, height: 900 } }
const seat = () => `${url()}/?view=presenter#token=${token}`
const filterOn = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).filter)

test('[PRESENTER-12] the projector’s correction is on the stage and on no listener’s screen, and a reload keeps it', async ({
  open,
}) => {
  const { page: stage } = await open(stageUrl(), desktop)
  const { page: listener } = await open(`${url()}/?view=audience`, phone)
  const { page, errors } = await open(seat(), desk)
  await shows(stage, 7)
  expect(await filterOn(stage)).toBe('none')
  await page.getByRole('tab', { name: 'Status' }).click()
  const brightness = page.getByRole('slider', { name: 'Brightness' })
  await brightness.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(brightness).toHaveValue('1.1')
  await expect.poll(() => filterOn(stage)).toBe('brightness(1.1) contrast(1) saturate(1)')
  await page.getByRole('slider', { name: 'Saturation' }).fill('0.5')
  await expect.poll(() => filterOn(stage)).toBe('brightness(1.1) contrast(1) saturate(0.5)')
  await stage.reload()
  await shows(stage, 7)
  expect(await filterOn(stage)).toBe('brightness(1.1) contrast(1) saturate(0.5)')
  const frame = await stage.locator('[data-layout="stage"]').boundingBox()
  expect(frame).toEqual({ x: 0, y: 0, ...desktop.viewport })

  // All that the listener has heard by now is the same deck.
  await command({ command: 'goto', scene: 9 })
  await expect(sceneRoot(listener, 9)).toBeVisible()
  expect(await filterOn(listener)).toBe('none')
  const reset = page.getByRole('region', { name: 'Projector' }).getByRole('button', { name: 'Reset' })
  await reset.click()
  await expect.poll(() => filterOn(stage)).toBe('none')
  await expect(reset).toBeDisabled()
  expect(errors).toEqual([])
})

test('[PRESENTER-13] a slider under the hand stays there, whatever another hand does; let go, the keys are the talk’s again', async ({
  open,
}) => {
  const { page } = await open(seat(), desk)
  await page.getByRole('tab', { name: 'Status' }).click()
  const contrast = page.getByRole('slider', { name: 'Contrast' })
  const box = await contrast.boundingBox()
  if (!box) throw new Error('the slider has no box')
  const middle = box.y + box.height / 2
  await page.mouse.move(box.x + box.width / 2, middle)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.75, middle, { steps: 5 })
  const dragged = await contrast.inputValue()
  expect(Number(dragged)).toBeGreaterThan(1.15)
  await expect.poll(async () => (await deck()).correction).toMatchObject({ contrast: Number(dragged) })
  await command({ command: 'correction', brightness: 0.9, contrast: 0.6, saturation: 1 })
  await expect(page.getByRole('slider', { name: 'Brightness' })).toHaveValue('0.9')
  await expect(contrast).toHaveValue(dragged)
  await page.mouse.up()
  await expect(contrast).toHaveValue('0.6')
  await page.keyboard.press('PageDown')
  await expect.poll(async () => (await deck()).scene).toBe(8)
})

test('[PRESENTER-14] q at the presenter’s seat shows the code on the stage, and takes it off; p says where pictures are saved', async ({
  open,
}) => {
  const { page: stage } = await open(stageUrl(), desktop)
  const { page: listener } = await open(`${url()}/?view=audience`, phone)
  const { page } = await open(seat(), desk)
  await shows(stage, 7)
  await shows(page, 7)
  await page.keyboard.press('q')
  await expect(stage.locator('[data-layer="code"]')).toBeVisible()
  await expect(page.locator('[data-preview="now"]')).toContainText('The stage shows the code: q takes it off')
  await expect(page.locator('[data-layer]')).toHaveCount(0)
  await stage.reload()
  await expect(stage.locator('[data-layer="code"]')).toBeVisible()
  await expect(listener.locator('[data-layer]')).toHaveCount(0)
  await page.keyboard.press('q')
  await expect(stage.locator('[data-layer]')).toHaveCount(0)
  await page.keyboard.press('q')
  await expect(stage.locator('[data-layer="code"]')).toBeVisible()
  await stage.locator('[data-layer="code"]').click({ position: { x: 5, y: 5 } })
  await expect(stage.locator('[data-layer]')).toHaveCount(0)
  await expect.poll(async () => (await deck()).code).toBeUndefined()
  await page.keyboard.press('p')
  await expect(page.getByText('Pictures are saved on the stage: press p there')).toBeVisible()
})
