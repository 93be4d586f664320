import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import { type Dispose, disposeAll } from '../../shared/dispose'
import type { EventDraft, Origin } from '../../shared/event'
import type { Feeder, FeederContext, FeederHealth, RunningFeeder } from './feeder'
import type { Memory } from './memory'

export interface FeedersOptions {
  readonly feeders: readonly Feeder[]
  /** The data directory, absolute. */
  readonly dir: string
  readonly origin: Origin
  readonly clock: Clock
  readonly log: Logger
  readonly memory: Memory
  publish(drafts: readonly EventDraft[]): void
  readonly alerts: Pick<FeederContext, 'raise' | 'settle'>
}

export interface RunningFeeders {
  health(): Readonly<Record<string, FeederHealth>>
  readonly stop: Dispose
}

/** Starts all feeders; resolves when each has read once what it owes before the server may say that it listens. */
export async function startFeeders(options: FeedersOptions): Promise<RunningFeeders> {
  const { feeders, dir, origin, clock, log, memory, alerts } = options
  const context: FeederContext = {
    dir,
    origin,
    clock,
    log,
    publish(values) {
      const news = values.filter(({ key, draft }) => memory.isNews(key, draft))
      options.publish(news.map(({ draft }) => draft))
    },
    recall: memory.recall,
    remember: memory.remember,
    raise: alerts.raise,
    settle: alerts.settle,
    job: (payload) => options.publish([{ type: 'ingest_job', payload, timestamp: clock.now() / 1000, origin }]),
  }
  // One after the other: events then have the same order at every start, and live producers come after the files.
  const running: (RunningFeeder & { readonly name: string })[] = []
  for (const feeder of feeders) running.push({ name: feeder.name, ...(await feeder.start(context)) })
  return {
    health: () => Object.fromEntries(running.map(({ name, health }) => [name, health()])),
    stop: disposeAll(running.map(({ stop }) => stop)),
  }
}
