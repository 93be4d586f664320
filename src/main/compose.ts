import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Logger, pino } from 'pino'
import { headlines } from '../renderer/scenes/headlines'
import { backgrounds } from '../shared/backgrounds'
import { systemClock, within } from '../shared/clock'
import { createAlerts } from './alerts'
import { createBroadcaster } from './broadcaster/broadcaster'
import { localSequencer } from './broadcaster/local-sequencer'
import { type Config, ownHost } from './config/config'
import { UsageError } from './config/usage-error'
import { startDeck } from './deck/deck'
import { remarks } from './deck/remarks'
import { createMemory } from './feeders/memory'
import { parquetFeeder } from './feeders/parquet/parquet'
import { feeders } from './feeders/registry'
import { startFeeders } from './feeders/run'
import { sampleFeeder } from './feeders/sample/sample'
import { parquetWorker, rendererDir } from './paths'
import { tapeCommands } from './recorder/commands'
import { createRecorder } from './recorder/recorder'
import { type RehearsalOptions, startRehearsal } from './recorder/rehearsal'
import { startRelay } from './relay/relay'
import type { ServerDeps } from './server/deps'
import { startServer } from './server/http'
import { createLimitHits } from './server/limits'
import { restoreEmbedding } from './state/embedding-file'
import { holdState } from './state/hold'
import { keepState } from './state/keeper'
import { confirms, restoreState } from './state/restore'
import { narratorOf } from './surfaces/narrators/narrator-of'
import { fileOptIns } from './surfaces/opt-ins'
import { createSurfaces } from './surfaces/surfaces'

/** What saving the state at the end may take, in milliseconds: a disk that hangs does not hold the end up. */
const SAVE_MS = 1_500

/** The running program, as a shell needs it. */
export interface Lectern {
  /** Where it listens. */
  readonly url: string
  /** The origin of the pages that this program opens itself. */
  readonly origin: string
  /** The theme's background, for a window that is shown before its page. */
  readonly background: string
  /** The presenter's address; its fragment holds the token. */
  presenterUrl(): string
  /** The address for a window that this program opens: a code in it is good once, for a minute. */
  ownUrl(view: 'stage' | 'presenter'): string
  /** What a transport without a socket is served from. */
  readonly wire: ServerDeps
  /** Where the state of this talk is kept. */
  readonly stateDir: string
  /** Ends within two seconds; the state is saved. */
  close(): Promise<void>
}

export interface ComposeOptions {
  readonly playSample: boolean
  /** A recording that is played in the place of every source. */
  readonly rehearsal?: RehearsalOptions | undefined
}

/**
 * Builds and wires everything: what was known is restored, the files are read, and only then it listens.
 * @throws {UsageError} one sentence, where it cannot listen or was told what cannot be
 */
export async function compose(config: Config, options: ComposeOptions): Promise<Lectern> {
  const clock = systemClock
  const log: Logger = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }))
  if (config.nats && options.rehearsal) {
    throw new UsageError('--nats: a rehearsal has a log of its own; leave --nats out')
  }
  const answering = narratorOf(config.talk.narrator, process.env, clock, headlines)
  if ('error' in answering) throw new UsageError(answering.error)
  const stateDir = join(config.stateDir, nameOf(options.rehearsal?.file ?? (config.feeds ? config.dataDir : 'relay')))
  const { talk } = config
  const { limits } = talk
  // A relay takes nothing of the talk from its state, so several may keep theirs in one place.
  const release = config.feeds ? await holdState(stateDir) : () => {}
  if (!release) throw new UsageError(heldByAnother(config.stateDir))

  // The log, with what was known when this program last ended.
  const restored = config.feeds ? await restoreState(stateDir, log) : { events: [], memory: {} }
  const broadcaster = createBroadcaster({
    clock,
    retention: config.retention,
    journal: { events: limits.journal_events, bytes: limits.journal_bytes },
  })
  const memory = createMemory(restored.memory)
  const parquet = parquetFeeder({ spawn: () => new Worker(parquetWorker), clock, embedding: talk.embedding })
  const embedding = await restoreEmbedding(stateDir, restored.events, parquet.embeddings, log)
  const { nats, retention } = config
  const { embeddings } = parquet
  const relay = nats
    ? await startRelay({ address: nats, local: broadcaster, retention, embeddings, clock, log }).catch(asUsageError)
    : null
  const sequencer = relay ?? localSequencer(broadcaster)
  const alerts = createAlerts(() => broadcaster.replica, sequencer.offer, clock)
  // What the other nodes know of a topic is newer than what this one remembers of it.
  const remembered = embedding.events.filter(({ type }) => broadcaster.replica.read(type).length === 0)
  sequencer.offer(remembered)

  // What feeds it: files, a sample talk, or a recording; and what writes it down.
  const sources = await startFeeders({
    feeders:
      options.rehearsal || !config.feeds ? [] : [...feeders, parquet, ...(options.playSample ? [sampleFeeder()] : [])],
    dir: config.dataDir,
    origin: config.sampleData ? 'sample' : 'live',
    clock,
    log,
    memory: confirms(memory, remembered),
    publish: sequencer.offer,
    alerts,
  })
  const stream = { read: () => broadcaster.replica, publish: sequencer.offer, clock }
  const { restart } = broadcaster
  const { restore } = parquet.embeddings
  const rehearsal = options.rehearsal
    ? await startRehearsal(options.rehearsal, { ...stream, retention, restart, restore, raise: alerts.raise })
    : null
  if (rehearsal && 'error' in rehearsal) throw new UsageError(rehearsal.error)
  const recorder = createRecorder({
    ...stream,
    retention,
    open: (subscriber) => broadcaster.open(subscriber, null),
    embedding: async (sha256) => parquet.embeddings.stream(sha256),
    alerts,
    dir: join(config.stateDir, 'recordings'),
  })

  // What the room asks: the deck's commands, and questions.
  const limitHits = createLimitHits()
  const surfaces = createSurfaces({
    read: () => broadcaster.replica,
    clock,
    narrator: answering.narrator,
    optIns: fileOptIns(join(stateDir, 'warming.json'), log),
    log,
    limitHits,
  })
  const scenes = talk.scenes.map(({ scene }) => scene)
  const commands = {
    ...startDeck({ ...stream, talk: scenes, scene: config.scene }),
    ...remarks({ ...stream, settle: alerts.settle }),
    ...tapeCommands(recorder, rehearsal),
  }

  // Who is told: pages, phones and programs, and the state on disk.
  const server = await startServer({
    ...config,
    surfaces,
    limits,
    limitHits,
    trustedProxies: talk.trusted_proxies,
    broadcaster,
    sequencer,
    relay: relay?.health,
    clock,
    log,
    rendererDir,
    embeddings: parquet.embeddings,
    feeders: sources.health,
    talk: {
      title: talk.title,
      scenes,
      theme: talk.theme,
      palette: talk.palette,
      transports: talk.transports,
      poll: talk.poll,
    },
    script: talk.scenes,
    commands,
    timeline: rehearsal?.timeline,
    recorder: recorder.figures,
  }).catch(async (error: unknown) => {
    sources.stop()
    rehearsal?.close()
    surfaces.dispose()
    await relay?.close()
    release()
    return asUsageError(error)
  })
  const keeper = keepState(stateDir, {
    replica: () => broadcaster.replica,
    memory: memory.save,
    embeddings: parquet.embeddings,
    clock,
    log,
  })

  const local = `${config.tls ? 'https' : 'http'}://${ownHost(config.host)}:${server.port}`
  return {
    url: server.url,
    background: backgrounds[talk.theme],
    presenterUrl: () => `${server.reachedAt() ?? local}/?view=presenter#token=${server.tokens.presenter}`,
    origin: local,
    ownUrl: (view) => `${local}/?view=${view}#code=${server.issueCode('presenter')}`,
    wire: server.deps,
    stateDir,
    async close() {
      sources.stop()
      surfaces.dispose()
      rehearsal?.close()
      await Promise.all([recorder.close(), server.close(), within(SAVE_MS, keeper.close(), clock)])
      await relay?.close()
      release()
    },
  }
}

function heldByAnother(dir: string): string {
  return `--state ${dir}: another server that runs keeps its state of this talk there; end that one, or name another directory`
}

/** What a part of the program says of its own start, it says in one sentence to the user. */
function asUsageError(error: unknown): never {
  throw error instanceof Error ? new UsageError(error.message) : error
}

/** State belongs to a data directory: another one starts with nothing of this one's. */
function nameOf(dataDir: string): string {
  return `data-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`
}
