import { appendFileSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { feeders } from './registry'
import { episode } from './testing/episode'
import { type Harness, harness } from './testing/harness'

let at: Harness | null = null
afterEach(() => at?.stop())
function begin() {
  at = harness(feeders)
  return at
}
const json = (value: unknown) => JSON.stringify(value)

describe('a data directory', () => {
  test('[FEED-START-1] all of it is read once before the start resolves, dated by the files', async () => {
    const { write, start, of, events } = begin()
    write('models/gbt_eval.json', json({ macro_f1: 0.9 }))
    write('host_counts/a.json', json({ host_id: 'a', count: 3 }))
    write('attack_profiles/p.json', json({ name: 'p', t: [0], value: [1] }))
    write('predictions/m.jsonl', `${json({ episode_id: 'e', window_idx: 0, predicted: 'recon' })}\n`)
    write('index.jsonl', `${episode(1)}\n`)
    await start()
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual(
      ['attack_profile', 'host_counts', 'model_metric', 'phase_mix', 'prediction', 'recent_episodes', 'totals'].sort(),
    )
    expect(new Set(events.map(({ timestamp }) => timestamp))).toEqual(new Set([1_781_246_000]))
    expect(of('host_counts')).toEqual([{ a: 3 }])
  })

  test('[FEED-START-2] what is missing is skipped, says so in its health, and counts when it comes', async () => {
    const { start, events, health, write, eventually, of, raised } = begin()
    await start()
    expect(events).toEqual([])
    expect(health().models).toMatchObject({ state: 'missing', files: 0, updated_at: null })
    write('models/gbt_eval.json', json({ macro_f1: 0.9 }))
    await eventually(() => expect(of('model_metric')).toHaveLength(1))
    expect(health().models).toMatchObject({ state: 'ok', files: 1, updated_at: 1_781_246_000 })
    expect(raised).toEqual([])
  })

  test('[FEED-WATCH-1] a value is published only where it differs, not for a touched file', async () => {
    const { start, write, eventually, of, health } = begin()
    write('models/gbt_eval.json', json({ macro_f1: 0.9 }))
    await start()
    write('models/gbt_eval.json', `${json({ macro_f1: 0.9 })} `, 1_781_246_100)
    await eventually(() => expect(health().models?.updated_at).toBe(1_781_246_100))
    expect(of('model_metric')).toHaveLength(1)
    write('models/gbt_eval.json', json({ macro_f1: 0.91 }))
    await eventually(() => expect(of('model_metric').map(({ macro_f1 }) => macro_f1)).toEqual([0.9, 0.91]))
  })

  test('[FEED-WATCH-2] a file or a folder that vanishes leaves its values, and its return is seen', async () => {
    const { start, write, eventually, of, dir, health } = begin()
    write('host_counts/a.json', json({ host_id: 'a', count: 1 }))
    write('host_counts/b.json', json({ host_id: 'b', count: 2 }))
    await start()
    renameSync(join(dir, 'host_counts'), join(dir, 'away'))
    await eventually(() => expect(health().hosts?.state).toBe('missing'))
    mkdirSync(join(dir, 'host_counts'))
    write('host_counts/b.json', json({ host_id: 'b', count: 5 }))
    await eventually(() =>
      expect(of('host_counts')).toEqual([
        { a: 1, b: 2 },
        { a: 1, b: 5 },
      ]),
    )
  })

  test('[FEED-WATCH-3] a broken file keeps its last good value and raises one alert that names file, place and mend', async () => {
    const { start, write, eventually, of, open, raised, health } = begin()
    write('models/gbt_eval.json', json({ macro_f1: 0.9 }))
    await start()
    write('models/gbt_eval.json', '{\n  "macro_f1": 0.8,\n}')
    await eventually(() => expect(open.size).toBe(1))
    expect(raised).toHaveLength(1)
    expect(raised[0]).toMatchObject({
      id: 'file/models/gbt_eval.json',
      severity: 'error',
      source: 'models/gbt_eval.json',
    })
    expect(raised[0]?.message).toMatch(/^models\/gbt_eval.json: line 3, column 1: unexpected "}"; mend it/)
    expect(health().models).toMatchObject({ state: 'broken', message: expect.stringContaining('line 3') })
    write('models/gbt_eval.json', json({ macro_f1: 1.8 }))
    await eventually(() => expect(raised.at(-1)?.message).toMatch(/gbt_eval.macro_f1/))
    expect(of('model_metric')).toHaveLength(1)
    write('models/gbt_eval.json', json({ macro_f1: 0.7 }))
    await eventually(() => expect(open.size).toBe(0))
    expect(of('model_metric').at(-1)).toMatchObject({ macro_f1: 0.7 })
  })

  test('[FEED-WATCH-4] a broken file that goes away takes its alert along, alone or with all of them; back, it is told again', async () => {
    const { start, write, eventually, of, open, dir, health } = begin()
    write('host_counts/a.json', json({ host_id: 'a', count: 1 }))
    write('host_counts/host-99.json', '{')
    write('predictions/m.jsonl', 'oops\n')
    write('index.jsonl', `oops\n${episode(1)}\n`)
    const all = ['file/host_counts/host-99.json', 'file/index.jsonl', 'file/predictions/m.jsonl']
    await start()
    await eventually(() => expect([...open.keys()].sort()).toEqual(all))
    const [aside, away] = ['', '/index.jsonl'].map((name) => join(`${dir}-aside`, name)) as [string, string]
    mkdirSync(aside)
    renameSync(join(dir, 'index.jsonl'), away)
    await eventually(() => expect([...open.keys()]).not.toContain('file/index.jsonl'))
    renameSync(away, join(dir, 'index.jsonl'))
    await eventually(() => expect([...open.keys()].sort()).toEqual(all))
    rmSync(aside, { recursive: true })

    renameSync(dir, aside)
    await eventually(() => expect([...open.keys()]).toEqual([]))
    await eventually(() => {
      for (const name of ['hosts', 'predictions', 'episodes'])
        expect(health()[name]).toMatchObject({ state: 'missing' })
      expect(health().hosts).toMatchObject({ files: 0, message: 'host_counts/ is not there' })
    })
    renameSync(aside, dir)
    await eventually(() => expect([...open.keys()].sort()).toEqual(all))
    await eventually(() => expect(health().hosts).toMatchObject({ state: 'broken', files: 2 }))
    expect([of('host_counts'), of('totals').map(({ total_episodes }) => total_episodes)]).toEqual([[{ a: 1 }], [1]])
  })

  test('[FEED-WATCH-5] a directory under a file’s name raises an alert that names it, until a file stands there or nothing', async () => {
    const { start, write, eventually, of, open, dir } = begin()
    mkdirSync(join(dir, 'models/x_eval.json'), { recursive: true })
    mkdirSync(join(dir, 'index.jsonl'))
    write('models/gbt_eval.json', json({ macro_f1: 0.9 }))
    await start()
    expect([...open.values()].map(({ message }) => message)).toEqual([
      'models/x_eval.json: is a directory, not a file; put a file in its place',
      'index.jsonl: is a directory, not a file; put the file in its place',
    ])
    expect(of('model_metric')).toHaveLength(1)
    rmSync(join(dir, 'index.jsonl'), { recursive: true })
    rmSync(join(dir, 'models/x_eval.json'), { recursive: true })
    write('index.jsonl', `${episode(1)}\n`)
    await eventually(() => expect(open.size).toBe(0))
    await eventually(() => expect(of('totals')).toHaveLength(1))
  })
})

describe('one bad file', () => {
  const host = (host_id: string, count: number) => json({ host_id, count })
  const hosts = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `host-${String(from + i).padStart(3, '0')}`)

  test('[FEED-HOSTS-1] past 256 hosts each further file is refused by its name, the others go on, and the alert goes with the file', async () => {
    const { start, write, eventually, of, open, raised, dir } = begin()
    for (const name of hosts(0, 12)) write(`host_counts/${name}.json`, host(name, 1))
    await start()
    for (const name of hosts(12, 258)) write(`host_counts/${name}.json`, host(name, 1))
    const refused = ['file/host_counts/host-256.json', 'file/host_counts/host-257.json']
    await eventually(() => expect([...open.keys()]).toEqual(refused))
    expect(open.get(refused[0] ?? '')?.message).toBe(
      'host_counts/host-256.json: is one host too many, 256 are shown; take some away',
    )
    expect(Object.keys(of('host_counts').at(-1) ?? {})).toHaveLength(256)
    write('host_counts/host-003.json', host('host-003', 7))
    await eventually(() => expect(of('host_counts').at(-1)).toMatchObject({ 'host-003': 7 }))
    for (const name of hosts(12, 257)) rmSync(join(dir, `host_counts/${name}.json`))
    // The one that is left finds room, for those that are there come first.
    await eventually(() => expect(open.size).toBe(0))
    expect(of('host_counts').at(-1)).toMatchObject({ 'host-003': 7, 'host-257': 1 })
    expect(raised).toHaveLength(2)
  })

  test.each([
    ['{"host_id":"B","count":1e30}', /^host_counts\/b.json: line 1, column 24: b.count: Too big/],
    ['{"host_id":"__proto__","count":1}', /^host_counts\/b.json: line 1, column 12: b.host_id: is no name of a host/],
  ])('[FEED-HOSTS-2] %s is refused by its file’s name, and the others go on', async (text, message) => {
    const { start, write, eventually, of, open } = begin()
    write('host_counts/a.json', host('A', 1))
    await start()
    const path = write('host_counts/b.json', text)
    await eventually(() => expect(open.get('file/host_counts/b.json')?.message).toMatch(message))
    write('host_counts/a.json', host('A', 2))
    await eventually(() => expect(of('host_counts').at(-1)).toEqual({ A: 2 }))
    rmSync(path)
    await eventually(() => expect([...open]).toEqual([]))
  })

  test('[FEED-HOSTS-3] a file under another name speaks for its host, and one that goes away is no news', async () => {
    const { start, write, eventually, of, health, dir } = begin()
    write('host_counts/a.json', host('A', 1))
    write('host_counts/b.json', host('B', 1))
    await start()
    rmSync(join(dir, 'host_counts/a.json'))
    await eventually(() => expect(health().hosts?.files).toBe(1))
    expect(of('host_counts')).toHaveLength(1)
    write('host_counts/c.json', host('A', 5))
    await eventually(() => expect(of('host_counts').at(-1)).toEqual({ A: 5, B: 1 }))
  })

  test('[FEED-HOSTS-4] a second file of a host is refused once, however often it is written, until the first goes', async () => {
    const { start, write, eventually, of, open, raised, dir } = begin()
    write('host_counts/a.json', host('A', 1))
    write('host_counts/b.json', host('B', 1))
    await start()
    write('host_counts/c.json', host('A', 5))
    const refusal = 'host_counts/c.json: is of A, as is host_counts/a.json, which is shown; take one away'
    await eventually(() => expect(open.get('file/host_counts/c.json')?.message).toBe(refusal))
    write('host_counts/c.json', host('A', 66))
    write('host_counts/b.json', host('B', 2))
    await eventually(() => expect(of('host_counts').at(-1)).toEqual({ A: 1, B: 2 }))
    rmSync(join(dir, 'host_counts/a.json'))
    await eventually(() => expect(of('host_counts').at(-1)).toEqual({ A: 66, B: 2 }))
    await eventually(() => expect([open.size, raised.length]).toEqual([0, 1]))
  })

  test('[FEED-MODEL-3] a model’s name is its file’s, whatever the file says, and other names are no models', async () => {
    const { start, write, of, open, health } = begin()
    for (const name of ['foo', '_eval', 'foo_evaluation']) write(`models/${name}.json`, '{')
    write('models/gbt_eval.json', json({ model: 'other', split: 'mine', macro_f1: 0.9 }))
    await start()
    expect(of('model_metric')).toEqual([{ model: 'gbt', macro_f1: 0.9, split: 'eval' }])
    expect([open.size, health().models?.files]).toEqual([0, 1])
  })

  test('[FEED-MODEL-4] a model of which no file has a macro_f1 is told, and shows what else it has', async () => {
    const { start, write, eventually, of, open } = begin()
    write('models/gbt_train.json', json({ macro_fl: 0.9 }))
    write('models/gbt_eval.json', json({ latency_ms: 2 }))
    write('models/mlp_train.json', '{}')
    await start()
    expect([...open.values()].map(({ message }) => message)).toEqual([
      'models/gbt_eval.json: has no "macro_f1"; add it, as a number from 0 to 1 or {point, lo, hi}',
      expect.stringMatching(/^models\/mlp_train\.json: has no "macro_f1"/),
    ])
    expect([of('model_metric'), of('model_perf')]).toEqual([[], [{ model: 'gbt', latency_ms: 2 }]])
    write('models/gbt_train.json', json({ macro_f1: 0.9 }))
    write('models/mlp_train.json', json({ macro_f1: 0.8 }))
    await eventually(() => expect(open.size).toBe(0))
    expect(of('model_metric').map(({ model }) => model)).toEqual(['gbt', 'mlp'])
  })

  test('[FEED-BOUNDS-1] a field that nobody asked for may be of any size, one that is shown may not', async () => {
    const { start, write, eventually, of, open } = begin()
    const long = 'x'.repeat(300)
    const deep = `${'['.repeat(3_000)}${']'.repeat(3_000)}`
    const extra = `"notes":${json(long)},"${long}":1,"more":${deep},"list":${json(new Array(5_000).fill(0))}`
    write('models/x_eval.json', `{"macro_f1":0.3,${extra}}`)
    write('index.jsonl', `${episode(1).slice(0, -1)},${extra}}\n`)
    write('predictions/m.jsonl', `{"episode_id":"e","window_idx":0,"predicted":1,${extra}}\n`)
    await start()
    expect(of('model_metric')).toHaveLength(1)
    expect(of('totals')).toHaveLength(1)
    expect(of('prediction')).toEqual([{ episode_id: 'e', window_idx: 0, predicted: 1 }])
    write('models/x_eval.json', `{"macro_f1":"x","more":${deep}}`)
    await eventually(() => expect(open.get('file/models/x_eval.json')?.message).toMatch(/_eval.json: x_eval.macro_f1/))
    write('models/x_eval.json', json({ macro_f1: 0.3, device: long }))
    await eventually(() => expect(open.get('file/models/x_eval.json')?.message).toMatch(/device: longer than 256/))
  })

  test('[FEED-WATCH-6] what is not UTF-8 is broken, by file and by line, and nothing of it is shown', async () => {
    const { start, write, eventually, of, open } = begin()
    const latin1 = (text: string) => Buffer.from(text, 'latin1')
    write('attack_profiles/p.json', latin1(json({ name: 'caf\u00e9', t: [0], value: [1] })))
    write('index.jsonl', latin1(`${episode(1)}\n${episode(2, { host_id: 'caf\u00e9' })}\n`))
    await start()
    await eventually(() => expect(open.size).toBe(2))
    expect([...open.values()].map(({ message }) => message).sort()).toEqual([
      'attack_profiles/p.json: is not UTF-8; mend it, its last good value stays',
      'index.jsonl: line 2: is not UTF-8; mend the line, all others count',
    ])
    expect([of('attack_profile').length, of('totals').at(-1)?.total_episodes]).toEqual([0, 1])
  })

  test('[FEED-WATCH-7] a change that keeps size and time is seen', async () => {
    const { start, write, eventually, of } = begin()
    const path = write('models/gbt_eval.json', json({ macro_f1: 0.9 }))
    await start()
    writeFileSync(path, json({ macro_f1: 0.8 }))
    utimesSync(path, 1_781_246_000, 1_781_246_000)
    await eventually(() => expect(of('model_metric').at(-1)).toMatchObject({ macro_f1: 0.8 }))
  })
})

test('[FEED-PREDICT-1] each line is a prediction, appended ones follow, a bad one names its line', async () => {
  const { start, write, eventually, of, open } = begin()
  const line = (window_idx: number) => `${json({ episode_id: 'e', window_idx, predicted: 'recon' })}\n`
  const path = write('predictions/gbt.jsonl', line(0) + line(1))
  await start()
  appendFileSync(path, `${line(2)}{"episode_id":"e"}\n`)
  await eventually(() => expect(of('prediction').map(({ window_idx }) => window_idx)).toEqual([0, 1, 2]))
  expect(open.get('file/predictions/gbt.jsonl')?.message).toMatch(/gbt.jsonl: line 4: prediction.window_idx/)
})
