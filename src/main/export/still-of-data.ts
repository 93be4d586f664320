import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import { createStickyCache } from '../../shared/sticky-cache'
import { createAlerts } from '../alerts'
import type { Config } from '../config/config'
import { createMemory } from '../feeders/memory'
import { parquetFeeder } from '../feeders/parquet/parquet'
import { feeders } from '../feeders/registry'
import { type RunningFeeders, startFeeders } from '../feeders/run'
import { sampleFeeder } from '../feeders/sample/sample'
import { parquetWorker } from '../paths'
import type { Still } from './still'

/** Time for the largest embedding, on a slow disk. */
const PATIENCE_MS = 120_000
const LOOK_MS = 20
/** A file that cannot be parsed is read again before it is told as broken: somebody may be writing it. */
const SECOND_LOOK_MS = 1_000

/** Reads the data directory once, by the same feeders that a talk has, and lets go of it. */
export async function stillOfData(config: Config, clock: Clock, log: Logger): Promise<Still> {
  const { retention } = config
  const replica = createStickyCache(retention)
  const publish: Parameters<typeof startFeeders>[0]['publish'] = (drafts) => {
    // A draft with its offset is the event; TypeScript does not spread a union member by member.
    for (const draft of drafts) replica.put(Object.assign({ offset: replica.offset + 1 }, draft))
  }
  const parquet = parquetFeeder({ spawn: () => new Worker(parquetWorker), clock, embedding: config.talk.embedding })
  const sources = await startFeeders({
    feeders: [...feeders, parquet, ...(config.playSample ? [sampleFeeder()] : [])],
    dir: config.dataDir,
    origin: config.sampleData ? 'sample' : 'live',
    ...{ clock, log, publish, memory: createMemory(), alerts: createAlerts(() => replica, publish, clock) },
  })
  const whole = await settled(sources, clock)
  sources.stop()
  const embedding = parquet.embeddings.current()
  const open = replica.read('alert').filter(({ payload }) => !payload.dismissed)
  return {
    retention,
    drafts: [...replica.since(0)],
    embedding: embedding && parquet.embeddings.stream(embedding.sha256),
    atMs: clock.now(),
    warnings: [
      ...open.map(({ payload }) => payload.message),
      ...(whole ? [] : [`not everything was read within ${PATIENCE_MS / 1000} s`]),
    ],
  }
}

/** The feeders that are not waited for at a start: the embedding's thread, and who plays by the clock. */
const late = ['parquet', 'sample']

/** Resolves when each source has said what it has, or why it has nothing; false where that took too long. */
async function settled({ health }: RunningFeeders, clock: Clock): Promise<boolean> {
  const start = clock.elapsed()
  const silent = () => {
    const now = health()
    return late.some((name) => now[name]?.state === 'ok' && now[name].updated_at === null)
  }
  for (let waited = 0; waited < SECOND_LOOK_MS || silent(); waited = clock.elapsed() - start) {
    if (waited > PATIENCE_MS) return false
    await new Promise<void>((resolve) => void clock.after(LOOK_MS, resolve))
  }
  return true
}
