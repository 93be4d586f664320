import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import type { EventDraft, Origin } from '../../shared/event'
import type { Payload } from '../../shared/topics'
import type { FileSet } from './files/watch'

/** An alert as a feeder raises it; the same `id` again counts up instead of filling the screen. */
export type AlertDraft = Omit<Payload<'alert'>, 'count' | 'dismissed'>

/** A value and its name: `model_metric/gbt`, not the file it came from. */
export interface KeyedDraft {
  readonly key: string
  readonly draft: EventDraft
}

/** What a feeder is given. It knows neither servers nor clients. */
export interface FeederContext {
  /** The data directory, absolute. */
  readonly dir: string
  /** What its events are marked with. */
  readonly origin: Origin
  readonly clock: Clock
  readonly log: Logger
  /** Publishes values, each only where it differs from what this source last published under its key. */
  publish(values: readonly KeyedDraft[]): void
  /** What this source last remembered, over a restart too; null where it has nothing. */
  recall(name: string): string | null
  remember(name: string, text: string): void
  /** Says on every screen what is wrong with a source. `message` names the file (relative to `dir`), line or column, and the mend. */
  raise(alert: AlertDraft): void
  /** Takes an alert back: what it told of has been mended. */
  settle(alertId: string): void
  /** Publishes how far a load has come. */
  job(status: Payload<'ingest_job'>): void
}

/** How a source is, for `/healthz` and the health strip. */
export interface FeederHealth {
  readonly state: 'ok' | 'missing' | 'broken'
  /** One sentence where the state is not `ok`. */
  readonly message?: string
  /** Files read. */
  readonly files: number
  /** Epoch seconds of the newest value; null before the first. */
  readonly updated_at: number | null
}

export interface RunningFeeder {
  health(): FeederHealth
  readonly stop: Dispose
}

/** A source of events: one folder, one line in the registry. */
export interface Feeder {
  readonly name: string
  /** Begins to watch. Resolves when all it owes before the server may say that it listens was read once; never rejects for what a file holds. */
  start(context: FeederContext): Promise<RunningFeeder>
}

/** A source that needs nothing but the data directory. */
export interface FileFeeder extends Feeder {
  /** What it reads there; the pre-flight counts it. */
  readonly files: FileSet
}
