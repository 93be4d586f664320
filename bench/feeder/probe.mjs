// Inside the measured process: on SIGUSR2 it writes the longest delay since the last one, in milliseconds.
import { appendFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.env.BENCH_DELAYS) {
  const resolution = 1
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  process.on('SIGUSR2', () => {
    appendFileSync(process.env.BENCH_DELAYS, `${delays.max / 1e6 - resolution}\n`)
    delays.reset()
  })
}
