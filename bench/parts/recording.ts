import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../e2e/server'
import { type Part, row } from '../part'
import { cpuOf, pause } from '../processes'
import { median } from '../stats'
import { HEAD_BYTES, openWebSocket } from '../wire/web-socket'

const VIEWERS = 200
const PACE_PER_S = 1_000
const BATCH = 10
const WINDOW_MS = 5_000
const TOKEN = 'bench'

export const recording: Part = {
  name: 'recording',
  what: `what recording adds to the CPU of a server with ${VIEWERS} viewers at ${PACE_PER_S.toLocaleString('en-US')} events a second: windows of one run, in turns with and without`,
  async run({ full, note }) {
    const empty = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
    const server = await startServer({ args: ['--data', empty, '--log-level', 'silent', '--presenter-token', TOKEN] })
    const record = async (action: 'start' | 'stop') => {
      const response = await fetch(`${server.url}/api/command`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({ command: 'record', action }),
      })
      if (!response.ok) throw new Error(await response.text())
    }
    try {
      for (let i = 0; i < VIEWERS; i++) {
        const headers = [`Origin: ${server.url}`]
        await openWebSocket({ port: server.port, path: '/ws', headers, keep: HEAD_BYTES, message: () => {} })
      }
      const stop = await produce(server.port)
      // Until the engine has compiled what is busy: a recording's first seconds are not its cost.
      await record('start')
      await pause(5_000)
      await record('stop')
      const busy: number[] = []
      const used: Record<'with' | 'without', number[]> = { with: [], without: [] }
      for (let round = 0; round < (full ? 20 : 8); round++) {
        for (const which of round % 2 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
          if (which === 'with') await record('start')
          const before = cpuOf(server.pid) ?? Number.NaN
          await pause(WINDOW_MS)
          used[which].push((cpuOf(server.pid) ?? Number.NaN) - before)
          if (which === 'with') {
            busy.push(await busyMs(server.url))
            await record('stop')
          }
          note(`${which}: ${used[which].at(-1)} ms of CPU in ${WINDOW_MS / 1000} s`)
        }
      }
      stop()
      const peer = { name: 'the same, not recording', value: median(used.without) }
      const without = median(used.without)
      return [
        row({
          figure: 'its own time on the thread',
          value: median(busy),
          unit: 'ms',
          peer: { name: 'CPU without it', value: without },
        }),
        row({
          figure: 'CPU of a recording server',
          value: median(used.with),
          unit: 'ms',
          peer,
          goal: { of: 'ratio', atMost: 1.1 },
        }),
      ]
    } finally {
      await server.stop()
    }
  },
}

/** What the recorder says of itself: not moved by what else this machine does. */
async function busyMs(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/^lectern_recording_busy_seconds (\S+)$/m.exec(metrics)?.[1]) * 1000
}

/** Detections of twelve hosts, at their pace, until the undo. */
async function produce(port: number): Promise<() => void> {
  const line = await openWebSocket({ port, path: '/ws?types=', keep: HEAD_BYTES, message: () => {} })
  let n = 0
  const detection = () => {
    const payload = {
      host_id: `host-${n++ % 12}`,
      label: 'ssh_bruteforce',
      score: (n % 97) / 97,
      model: 'gbt',
      latency_ms: n % 40,
    }
    return { type: 'live_detection', payload }
  }
  const begun = performance.now()
  const timer = setInterval(() => {
    while (n < ((performance.now() - begun) * PACE_PER_S) / 1000) {
      line.write(JSON.stringify({ type: 'publish', events: Array.from({ length: BATCH }, detection) }))
    }
  }, 5)
  return () => clearInterval(timer)
}
