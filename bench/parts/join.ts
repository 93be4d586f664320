import { type RunningServer, startServer } from '../../e2e/server'
import { type Part, row } from '../part'
import { pause } from '../processes'
import { quantile } from '../stats'
import { openWebSocket } from '../wire/web-socket'

const AT_ONCE = 500
/** Joins that are under way at the same time, while a producer speaks. */
const TOGETHER = 20
const LOAD_PER_S = 500

export const join: Part = {
  name: 'join',
  what: `${AT_ONCE} viewers at once until each holds the sample data's snapshot, and joins under ${LOAD_PER_S} events a second`,
  async run({ full, note }) {
    const server = await startServer({ args: ['--log-level', 'silent'] })
    try {
      await joinOnce(server)
      const times = (await Promise.all(Array.from({ length: AT_ONCE }, () => joinOnce(server)))).map(({ ms }) => ms)
      note(`the last of ${AT_ONCE} was complete after ${Math.max(...times).toFixed(0)} ms`)
      const joins = await underLoad(server, full ? 10_000 : 1_000)
      return [
        row({ figure: `${AT_ONCE} at once, p50 to the complete snapshot`, value: quantile(times, 0.5), unit: 'ms' }),
        row({ figure: `${AT_ONCE} at once, the last complete after`, value: Math.max(...times), unit: 'ms' }),
        row({
          ...{ figure: 'joins under load', value: joins.length, unit: '' },
          remark: `p99 to the complete snapshot ${quantile(
            joins.map(({ ms }) => ms),
            0.99,
          ).toFixed(0)} ms`,
        }),
        row({
          ...{ figure: 'joins under load that had an event out of order', unit: '', goal: { of: 'value', atMost: 0 } },
          value: joins.filter(({ ordered }) => !ordered).length,
        }),
      ]
    } finally {
      await server.stop()
    }
  },
}

interface Joined {
  readonly ms: number
  /** The snapshot's messages. */
  readonly parts: readonly string[]
}

/** Opens without a cursor, reads to the end marker, and leaves. */
function joinOnce({ port, url }: RunningServer): Promise<Joined> {
  const begun = performance.now()
  const parts: string[] = []
  return new Promise((resolve, reject) => {
    openWebSocket({
      ...{ port, path: '/ws', headers: [`Origin: ${url}`], keep: Number.POSITIVE_INFINITY },
      message({ text }, line) {
        const message = text.toString('latin1')
        if (!message.startsWith('{"type":"snapshot"')) return
        parts.push(message)
        // Payloads cannot bring it: their quotes are escaped.
        if (!message.includes('"complete":true', message.length - 4_096)) return
        line.close()
        const ms = performance.now() - begun
        resolve({ ms, parts })
      },
    }).catch(reject)
  })
}

/** True where every event stands behind the one before it. */
function isOrdered(parts: readonly string[]): boolean {
  let newest = 0
  for (const part of parts) {
    const { events }: { events: readonly { id: string }[] } = JSON.parse(part)
    for (const { id } of events) {
      const offset = Number(id.slice(id.indexOf(':') + 1))
      if (offset <= newest) return false
      newest = offset
    }
  }
  return true
}

interface Checked {
  readonly ms: number
  readonly ordered: boolean
}

async function underLoad(server: RunningServer, count: number): Promise<readonly Checked[]> {
  let over = false
  const producer = await openWebSocket({ ...{ port: server.port, path: '/ws?types=', keep: 0 }, message() {} })
  const speaking = (async () => {
    const begun = performance.now()
    for (let sent = 0; !over; sent += 10) {
      const events = Array.from({ length: 10 }, (_, i) => ({
        type: 'live_detection',
        payload: { host_id: `host-${(sent + i) % 40}`, label: 'recon', score: 0.5 },
      }))
      producer.write(JSON.stringify({ type: 'publish', events }))
      await pause(begun + (sent * 1000) / LOAD_PER_S - performance.now())
    }
  })()
  const joined: Checked[] = []
  const visitor = async () => {
    while (joined.length < count) {
      const { ms, parts } = await joinOnce(server)
      joined.push({ ms, ordered: isOrdered(parts) })
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, visitor))
  over = true
  await speaking
  producer.close()
  return joined
}
