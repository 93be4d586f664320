import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Talk } from '../../../shared/boot'
import { systemClock } from '../../../shared/clock'
import type { EventDraft } from '../../../shared/event'
import { defaultRetention, type Payload } from '../../../shared/topics'
import { createBroadcaster } from '../../broadcaster/broadcaster'
import { localSequencer } from '../../broadcaster/local-sequencer'
import type { Embeddings } from '../deps'
import { type ServerOptions, startServer } from '../http'
import { createLimitHits, defaultLimits } from '../limits'

export const talk: Talk = {
  title: 'A talk </script><script>alert(1)</script>',
  scenes: [7, 9, 11],
  theme: 'light',
  palette: {},
  transports: ['ws', 'sse', 'poll'],
  poll: { wait_s: 25, interval_s: 0, after_failures: 3 },
}

export const html =
  '<!doctype html><html lang="en" data-theme="dark"><head><title>Lectern</title><!--boot--></head><body></body></html>'

/** A server with a real broadcaster, on a free port and in directories of its own; it ends with the test. */
export async function testServer(changes: Partial<ServerOptions> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-server-'))
  const clock = changes.clock ?? systemClock
  const broadcaster = createBroadcaster({
    clock,
    retention: defaultRetention,
    journal: { events: 8_192, bytes: 8 * 1024 * 1024 },
  })
  await mkdir(join(dir, 'renderer', 'assets'), { recursive: true })
  await mkdir(join(dir, 'renderer', '.vite'), { recursive: true })
  await writeFile(join(dir, 'renderer', 'index.html'), html)
  const options: ServerOptions = {
    broadcaster,
    sequencer: localSequencer(changes.broadcaster ?? broadcaster),
    clock,
    log: pino({ level: 'silent' }),
    limits: defaultLimits,
    limitHits: createLimitHits(),
    embeddings: fakeEmbeddings(),
    feeders: () => ({ models: { state: 'ok' } }),
    talk,
    script: talk.scenes.map((scene) => ({ scene })),
    commands: {},
    rendererDir: join(dir, 'renderer'),
    host: '127.0.0.1',
    port: 0,
    tls: null,
    tokens: {},
    audienceOpen: false,
    open: false,
    allowedOrigins: [],
    publicUrl: null,
    trustedProxies: [],
    stateDir: join(dir, 'state'),
    ...changes,
  }
  const server = await startServer(options)
  onTestFinished(async () => {
    await server.close()
    await rm(dir, { recursive: true, force: true })
  })
  return { ...server, dir, options, broadcaster: options.broadcaster }
}

/** The embeddings of a test: bytes by name, the first one the current. */
export function fakeEmbeddings(streams: Readonly<Record<string, Uint8Array>> = {}): Embeddings {
  const [first] = Object.entries(streams)
  return {
    current: () => (first ? snapshotOf(first[0], first[1].length) : null),
    stream: (sha256) => streams[sha256] ?? null,
    sample: (sha256) => (streams[sha256] ? Promise.resolve(streams[sha256].slice(0, 2_000)) : null),
    json: () => (first ? Promise.resolve(Buffer.from(JSON.stringify({ rows: 0, columns: {} }))) : null),
    upload: async (bytes) =>
      bytes[0] === 0x50 ? { sha256: 'a'.repeat(64), rows: bytes.length } : { error: 'neither parquet nor Arrow' },
  }
}

function snapshotOf(sha256: string, bytes: number): Payload<'embedding_snapshot'> {
  return {
    sha256,
    rows: 0,
    bytes,
    url: `/data/${sha256}.arrow`,
    source: 'knn_v1.parquet',
    modified_at: 0,
    categories: { host_id: [], profile: [] },
    bounds: { min: [0, 0, 0], max: [1, 1, 1] },
  }
}

export function metric(model: string, timestamp = 1_781_246_273): EventDraft<'model_metric'> {
  return { type: 'model_metric', payload: { model, macro_f1: 0.5 }, timestamp, origin: 'live' }
}
