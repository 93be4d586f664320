import { appendFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { feeders } from './registry'
import { harness } from './testing/harness'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return { ...real, open: vi.fn(real.open) }
})

const episode = (n: number) =>
  `${JSON.stringify({
    ...{ episode_id: `ep-${n}`, host_id: 'h', profile: 'benign', started_at: '2026-05-01T08:00:00Z' },
    ...{ duration_s: 60, bytes: 10, alerts: 1, phases: { baseline: 40 } },
  })}\n`

test('[FEED-TAIL-5] a file that cannot be read for a moment is read when it can, though nothing is appended meanwhile', async () => {
  const { start, stop, write, eventually, of, health } = harness(feeders)
  onTestFinished(stop)
  const path = write('index.jsonl', episode(1))
  await start()
  const total = () => of('totals').at(-1)?.total_episodes
  expect(total()).toBe(1)

  const busy = Object.assign(new Error('busy'), { code: 'EBUSY' })
  const real = vi.mocked(open).getMockImplementation()
  let held = true
  vi.mocked(open).mockImplementation(async (...args) => {
    if (held && args[0] === path) throw busy
    if (!real) throw new Error('there is no real one')
    return real(...args)
  })
  appendFileSync(path, episode(2))
  await eventually(() => expect(health().episodes).toMatchObject({ state: 'broken', message: /EBUSY/ }))
  held = false
  await eventually(() => expect(total()).toBe(2))
  expect(health().episodes).toMatchObject({ state: 'ok' })
})
