import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, startServer } from '../../e2e/server'
import { type Options, type Part, type Row, row } from '../part'
import { type Child, cpuOf, freePort, pause, startProgram } from '../processes'
import { quantile } from '../stats'
import { openLine } from '../wire/line'
import { HEAD_BYTES, openWebSocket } from '../wire/web-socket'

const EVENTS_PER_S = 50
const BURST = 5_000

export const relay: Part = {
  name: 'relay',
  what: `three servers on one NATS, every viewer at one, the producer at another: ${EVENTS_PER_S} events a second, ${BURST.toLocaleString('en-US')} in one body, and a server that comes late`,
  async run(options) {
    const dir = mkdtempSync(join(tmpdir(), 'lectern-bench-relay-'))
    const port = await freePort()
    const nats = await startProgram('nats-server', `-a 127.0.0.1 -p ${port} -js -l /dev/null -sd ${dir}`.split(' '))
    if (!nats) return [row({ figure: 'a cluster', value: null, unit: '', remark: 'nats-server is not installed here' })]
    const servers: RunningServer[] = []
    const start = async () => {
      const args = ['--nats', `nats://127.0.0.1:${port}`, '--log-level', 'silent']
      const server = await startServer({ args })
      servers.push(server)
      return server
    }
    try {
      const line = await openLine(port, () => {}) // it is up
      line.close()
      const [source, crowded] = [await start(), await start(), await start()]
      const paced = await trickle(options, { source, crowded, nats })
      const burst = await bodyOf(BURST, source, crowded)
      const asked = performance.now()
      await start()
      const late = performance.now() - asked
      return [...paced, ...burst, row({ figure: 'a late server listens after', value: late, unit: 'ms' })]
    } finally {
      await Promise.all(servers.map((server) => server.stop()))
      await nats.stop()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

interface Cluster {
  readonly source: RunningServer
  readonly crowded: RunningServer
  readonly nats: Child
}

/** A marker at a time; one of the viewers tells how late it came. */
async function trickle({ full, note }: Options, { source, crowded, nats }: Cluster): Promise<Row[]> {
  const [viewers, seconds] = full ? [2_000, 20] : [500, 8]
  const sentAt = new Map<string, number>()
  const late: number[] = []
  let frames = 0
  await openWebSocket({
    ...{ port: crowded.port, path: '/ws?types=marker', keep: Number.POSITIVE_INFINITY },
    message({ text }) {
      for (const [, label = ''] of text.toString('latin1').matchAll(/"label":"(\d+)"/g)) {
        late.push(performance.now() - (sentAt.get(label) ?? Number.NaN))
      }
    },
  })
  for (let n = 1; n < viewers; n++) {
    const message = () => void frames++
    await openWebSocket({ port: crowded.port, path: '/ws?types=marker', keep: HEAD_BYTES, message })
  }
  const producer = await openWebSocket({ port: source.port, path: '/ws?types=', keep: 0, message: () => {} })
  await pause(2_000)

  const processes = { 'the viewers’ server': crowded.pid, 'the producer’s server': source.pid, NATS: nats.pid }
  const cpu = () => Object.values(processes).map((pid) => cpuOf(pid) ?? Number.NaN)
  const before = cpu()
  frames = 0
  const begun = performance.now()
  for (let n = 0; n < seconds * EVENTS_PER_S; n++) {
    sentAt.set(`${n}`, performance.now())
    producer.write(JSON.stringify({ type: 'publish', events: [{ type: 'marker', payload: { label: `${n}` } }] }))
    await pause(begun + ((n + 1) * 1_000) / EVENTS_PER_S - performance.now())
  }
  await pause(500)
  const took = (performance.now() - begun) / 1_000
  const used = cpu().map((ms, i) => (ms - (before[i] ?? 0)) / took / 10)
  note(`${viewers} viewers: ${Math.round(frames / took)} frames/s`)
  const missing = seconds * EVENTS_PER_S - late.length
  return [
    row({ figure: 'publish to receipt, p50', value: quantile(late, 0.5), unit: 'ms', remark: `${viewers} viewers` }),
    row({ figure: 'publish to receipt, p99', value: quantile(late, 0.99), unit: 'ms' }),
    row({ figure: 'events missing', value: missing, unit: '', goal: { of: 'value', atMost: 0 } }),
    row({ figure: 'frames a second', value: frames / took, unit: '/s' }),
    ...Object.keys(processes).map((name, i) =>
      row({ figure: `of a core, ${name}`, value: used[i] ?? null, unit: '%' }),
    ),
  ]
}

/** Many events in one body: until they are acknowledged, and until another server has them. */
async function bodyOf(count: number, source: RunningServer, crowded: RunningServer): Promise<Row[]> {
  const events = Array.from({ length: count }, (_, n) => ({
    type: 'prediction',
    payload: { episode_id: `${n}`, window_idx: 0, predicted: 'scan' },
  }))
  const headers = { 'content-type': 'application/json' }
  const sent = performance.now()
  const answer = await fetch(`${source.url}/api/publish`, { method: 'POST', headers, body: JSON.stringify(events) })
  const acknowledged = performance.now() - sent
  const { cursor } = (await answer.json()) as { cursor: string }
  const offset = async () => ((await (await fetch(`${crowded.url}/healthz`)).json()) as { offset: number }).offset
  while ((await offset()) < Number(cursor.split(':')[1])) await pause(5)
  return [
    row({ figure: `${count} events in one body, acknowledged after`, value: acknowledged, unit: 'ms' }),
    row({ figure: 'the same, at the other server after', value: performance.now() - sent, unit: 'ms' }),
  ]
}
