import { systemClock } from '../../../shared/clock'
import { defaultRetention } from '../../../shared/topics'
import { createBroadcaster } from '../../broadcaster/broadcaster'
import { openSink } from '../mcap/sink'
import { loadZstd } from '../mcap/zstd'
import { runRecording } from '../recording/run'
import { detection } from './detection'

// A program of its own, to be killed: records 200 events a second into the file it is given, and says how far it is.
const [file = ''] = process.argv.slice(2)
await loadZstd()
const broadcaster = createBroadcaster({
  clock: systemClock,
  retention: defaultRetention,
  journal: { events: 8_192, bytes: 8 * 1024 * 1024 },
})
runRecording({
  sink: await openSink(file),
  retention: defaultRetention,
  clock: systemClock,
  open: (subscriber) => broadcaster.open(subscriber, null),
  embedding: async () => null,
})
let n = 0
setInterval(() => {
  broadcaster.publish([detection(n++), detection(n++)])
  process.stdout.write(`${Date.now()}\n`)
}, 10)
