import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { publish } from './data'
import { expect, sceneRoot, test } from './fixtures'
import { startServer } from './server'
import { desktop } from './talk'

const metric = (model: string) => ({ type: 'model_metric', payload: { model, macro_f1: 0.5 } })

test('[RECORDER-4] the record button starts a recording that is said to grow, and stops it; what was recorded plays', async ({
  open,
}) => {
  const home = await startServer({ args: ['--presenter-token', 'speak'] })
  const { page, errors } = await open(`${home.url}/?view=presenter#token=speak`, desktop)
  const button = page.getByRole('button', { name: /^(Record|Stop recording)$/ })
  await expect(button).toHaveAttribute('aria-pressed', 'false')
  await button.click()
  await expect(button).toHaveAttribute('aria-pressed', 'true')
  await expect(button).toHaveText('Stop recording')
  await publish(home.url, [metric('recorded-1'), metric('recorded-2')])
  await button.click()
  await expect(button).toHaveText('Record')
  await publish(home.url, [metric('too-late')])
  expect(errors).toEqual([])

  const dir = join(home.stateDir, 'recordings')
  const [file = '', ...others] = readdirSync(dir)
  expect(others).toEqual([])
  const rehearsal = await startServer({ command: 'rehearse', args: [join(dir, file)] })
  const { page: stage } = await open(`${rehearsal.url}/?scene=9`)
  await expect(sceneRoot(stage, 9)).toHaveAttribute('data-count', '10')
  await expect(sceneRoot(stage, 9)).toContainText('recorded-2')
  await rehearsal.stop()
  await home.stop()
})
