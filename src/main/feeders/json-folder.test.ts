import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hostsFeeder } from './hosts/hosts'
import { modelsFeeder } from './models/models'
import { harness } from './testing/harness'

function begin() {
  const data = harness([modelsFeeder, hostsFeeder])
  onTestFinished(data.stop)
  return data
}
const host = (host_id: string, count: number) => JSON.stringify({ host_id, count })
const half = '{"macro_f1": 0.1'

test('[FEED-FOLDER-1] a file that is broken or gone at a start still says what it last said, together with the others', async () => {
  const { dir, start, write, of, open, eventually } = begin()
  write('models/gbt_train.json', '{"macro_f1": 0.99}')
  write('models/gbt_eval.json', '{"macro_f1": 0.12, "accuracy": 0.5}')
  for (const [i, name] of ['db', 'mail', 'web'].entries()) write(`host_counts/${name}.json`, host(name, i + 1))
  await start()
  expect(of('host_counts')).toEqual([{ db: 1, mail: 2, web: 3 }])

  write('models/gbt_eval.json', half)
  write('host_counts/db.json', half)
  rmSync(join(dir, 'host_counts/mail.json'))
  await start()
  await eventually(() => expect(open.size).toBe(2))
  expect(of('model_metric').map(({ macro_f1 }) => macro_f1)).toEqual([0.12])
  expect(of('host_counts')).toHaveLength(1)

  write('host_counts/web.json', host('web', 30))
  await eventually(() => expect(of('host_counts').at(-1)).toEqual({ db: 1, mail: 2, web: 30 }))
  write('models/gbt_eval.json', '{"macro_f1": 0.2}')
  await eventually(() => expect(of('model_metric').at(-1)).toMatchObject({ macro_f1: 0.2, split: 'eval' }))
})
