import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createBroadcaster } from '../src/main/broadcaster/broadcaster'
import { localSequencer } from '../src/main/broadcaster/local-sequencer'
import { startServer } from '../src/main/server/http'
import { defaultLimits } from '../src/main/server/limits'
import { systemClock } from '../src/shared/clock'
import { defaultRetention } from '../src/shared/topics'

// The server as it ships, with nothing to read from disk: what is measured is the way from a producer to the sockets.
const broadcaster = createBroadcaster({
  clock: systemClock,
  retention: defaultRetention,
  journal: { events: defaultLimits.journal_events, bytes: defaultLimits.journal_bytes },
})
const { url } = await startServer({
  broadcaster,
  sequencer: localSequencer(broadcaster),
  clock: systemClock,
  log: pino({ level: 'silent' }),
  limits: defaultLimits,
  embeddings: {
    current: () => null,
    stream: () => null,
    json: () => null,
    upload: async () => ({ error: 'not in this bench' }),
  },
  ready: () => true,
  feeders: () => ({}),
  talk: {
    title: 'bench',
    scenes: [],
    theme: 'dark',
    transports: ['ws'],
    poll: { wait_s: 25, interval_s: 0, after_failures: 3 },
  },
  script: [],
  commands: {},
  rendererDir: mkdtempSync(join(tmpdir(), 'lectern-bench-')),
  host: '127.0.0.1',
  port: 0,
  tls: null,
  tokens: {},
  audienceOpen: false,
  open: false,
  allowedOrigins: [],
  publicUrl: null,
  trustedProxies: [],
  stateDir: null,
})
process.send?.({ url })
process.on('message', () => process.send?.({ memory: process.memoryUsage.rss(), cpu: process.cpuUsage() }))
