import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { feeders } from '../registry'
import { episode } from '../testing/episode'
import { type Harness, harness } from '../testing/harness'

let at: Harness | null = null
afterEach(() => at?.stop())
function begin() {
  at = harness(feeders)
  return at
}

describe('episodes', () => {
  test('[FEED-TAIL-1] only what was appended is read, and a line that is not whole waits', async () => {
    const { start, write, eventually, of } = begin()
    const path = write('index.jsonl', `${episode(1)}\n`)
    await start()
    const line = episode(2)
    appendFileSync(path, `${line.slice(0, 20)}`)
    appendFileSync(path, `${line.slice(20)}\r\n${episode(3).slice(0, 30)}`)
    await eventually(() => expect(of('totals').at(-1)).toEqual({ total_alerts: 2, total_bytes: 20, total_episodes: 2 }))
    appendFileSync(path, `${episode(3).slice(30)}\n`)
    await eventually(() => expect(of('phase_mix').at(-1)).toEqual({ baseline: 120, recon: 60 }))
    expect(
      of('recent_episodes')
        .at(-1)
        ?.map(({ episode_id }) => episode_id),
    ).toEqual(['ep-3', 'ep-2', 'ep-1'])
  })

  test('[FEED-TAIL-2] a file that was cut, replaced or rewritten in place is read anew, one just emptied says nothing', async () => {
    const { start, write, eventually, of } = begin()
    const path = write('index.jsonl', `${episode(1)}\n${episode(2)}\n`)
    const names = () =>
      of('recent_episodes')
        .at(-1)
        ?.map(({ episode_id }) => episode_id)
    await start()
    write('index.jsonl', `${episode(7)}\n${episode(8)}\n${episode(9)}\n`)
    await eventually(() => expect(names()).toEqual(['ep-9', 'ep-8', 'ep-7']))
    writeFileSync(path, `${episode(4)}\n${episode(5)}\n${episode(6)}\n${episode(3)}\n`)
    await eventually(() => expect(names()).toEqual(['ep-3', 'ep-6', 'ep-5', 'ep-4']))
    truncateSync(path, 0)
    await eventually(() => {})
    expect(names()).toHaveLength(4)
    appendFileSync(path, `${episode(10)}\n`)
    await eventually(() => expect(names()).toEqual(['ep-10']))
    expect(of('totals').at(-1)?.total_episodes).toBe(1)
  })

  test('[FEED-TAIL-3] the last 20 episodes are listed, newest first', async () => {
    const { start, write, of } = begin()
    write('index.jsonl', Array.from({ length: 50 }, (_, i) => `${episode(i)}\n`).join(''))
    await start()
    const recent = of('recent_episodes').at(-1) ?? []
    expect([recent.length, recent[0]?.episode_id, recent[19]?.episode_id]).toEqual([20, 'ep-49', 'ep-30'])
  })

  test('[FEED-TAIL-4] a bad line raises an alert that names it, and all others count', async () => {
    const { start, write, eventually, of, open } = begin()
    const path = write(
      'index.jsonl',
      `${episode(1)}\n{"episode_id": oops}\n${episode(2, { alerts: -1 })}\n${episode(3)}\n`,
    )
    await start()
    expect(of('totals').at(-1)?.total_episodes).toBe(2)
    const alert = open.get('file/index.jsonl')
    expect(alert?.message).toMatch(/^index.jsonl: line 2, column 16: unexpected "o" \(1 more\); mend the line/)
    rmSync(path)
    await eventually(() => {})
    write('index.jsonl', `${episode(1)}\n`)
    await eventually(() => expect(open.size).toBe(0))
  })
})

test('[FEED-EPISODE-1] an episode that began at no date is a bad line', async () => {
  const { start, write, of, open } = begin()
  const at = (started_at: string, n: number) => `${episode(n, { started_at })}\n`
  const good = ['2026-05-01T08:00:00Z', '2026-05-01 08:00:00', '2026-05-01T08:00:00.123456+02:00', '2026-05-01']
  const bad = ['yesterday', '2026-13-45T99:00:00Z', '2026-05-01 or so', '5']
  write('index.jsonl', [...good, ...bad].map(at).join(''))
  await start()
  expect(of('totals').at(-1)?.total_episodes).toBe(4)
  expect(open.get('file/index.jsonl')?.message).toMatch(
    /^index.jsonl: line 5: episode.started_at: expected a date, or a date and time \(ISO 8601\) \(3 more\)/,
  )
})

test('[FEED-EPISODE-2] a sum past what can be shown is told once, and no more when the file is gone or another one', async () => {
  const { start, write, eventually, of, open, raised } = begin()
  const path = write('index.jsonl', `${episode(1, { bytes: 9e17 })}\n`)
  await start()
  appendFileSync(path, `${episode(2, { bytes: 9e17 })}\n`)
  await eventually(() => expect([...open.keys()]).toEqual(['file/index.jsonl (sum)']))
  expect(raised[0]?.message).toMatch(/^index.jsonl: totals.total_bytes: Too big.*; the last good value stays$/)
  appendFileSync(path, `${episode(3)}\n`)
  await eventually(() => expect(of('recent_episodes').at(-1)).toHaveLength(3))
  expect([raised.length, of('totals').at(-1)?.total_episodes]).toEqual([1, 1])
  const lines = readFileSync(path)
  rmSync(path)
  await eventually(() => expect(open.size).toBe(0))
  write('index.jsonl', lines)
  await eventually(() => expect(open.size).toBe(1))
  write('index.jsonl', `${episode(1)}\n`)
  await eventually(() => expect(open.size).toBe(0))
})
