// Writes the sample data and where the sample play begins, under the project or ROOT: the same bytes at every run.
// node scripts/make-sample-data.mjs [ROOT]
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { makeRows, predicted } from './sample-data/embedding.mjs'
import { modelFiles } from './sample-data/models.mjs'
import { parquetOf } from './sample-data/parquet.mjs'
import { playBase } from './sample-data/play-base.mjs'
import { profileFiles } from './sample-data/profiles.mjs'
import { hosts, indexLine, makeEpisodes, phases } from './sample-data/world.mjs'

/** The random numbers are those of the sample play, whose TypeScript Vite reads. */
const play = fileURLToPath(new URL('../src/main/feeders/sample/random.ts', import.meta.url))
const { createRandom } = (await runnerImport(play, { configFile: false, logLevel: 'error' })).module

const SEED = 20_260_501
/** Episodes of which each window's prediction is shown, the newest ones. */
const SHOWN_EPISODES = 24

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url))
const write = (name, content) => {
  const file = join(root, 'resources', 'data', name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const episodes = makeEpisodes(createRandom(SEED))
write('index.jsonl', `${episodes.map(indexLine).join('\n')}\n`)
for (const host of hosts) {
  const count = episodes.filter((episode) => episode.host_id === host).length
  write(`host_counts/${host}.json`, JSON.stringify({ host_id: host, count }))
}
for (const [name, model] of Object.entries(modelFiles())) write(`models/${name}`, JSON.stringify(model))
for (const [name, profile] of Object.entries(profileFiles(phases, createRandom(SEED + 1))))
  write(`attack_profiles/${name}`, JSON.stringify(profile))
write('predictions/gbt.jsonl', predictionLines(createRandom(SEED + 2)))
const rows = makeRows(episodes, createRandom(SEED + 3))
write('knn_v1.parquet', parquetOf(rows))
write('../../src/main/feeders/sample/base.json', JSON.stringify(playBase(episodes, rows), null, 2))

function predictionLines(r) {
  const lines = episodes.slice(-SHOWN_EPISODES).flatMap(({ episode_id, windows }) =>
    windows
      .flatMap((count, phase) =>
        Array.from({ length: count }, (_, i) => {
          const guess = predicted(phase, (i + 0.5) / count, phase === 0, r)
          const proba = Math.round((guess === phase ? r.between(0.6, 0.99) : r.between(0.4, 0.75)) * 1000) / 1000
          return { episode_id, truth: phases[phase], predicted: phases[guess], proba, model: 'gbt' }
        }),
      )
      .map(({ episode_id: id, ...rest }, window_idx) => ({ episode_id: id, window_idx, ...rest })),
  )
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`
}
