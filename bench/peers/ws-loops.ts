import { join } from 'node:path'
import { freePort, startProgram } from '../processes'
import { openLine } from '../wire/line'
import type { Peer } from './peer'
import { webSocketRoom } from './web-socket-room'

function wsLoop(name: string, tickMs: number): Peer {
  return {
    name,
    async start() {
      const port = await freePort()
      const program = join(import.meta.dirname, 'servers', 'ws-loop.mjs')
      const child = await startProgram(process.execPath, [program, String(port), String(tickMs)])
      if (!child) return null
      const probe = await openLine(port, () => {})
      probe.close()
      return webSocketRoom(child, { port, path: '/', viewer: [], presenter: [] })
    },
  }
}

/** What one writes first: each event to each client as it comes. */
export const plainLoop = wsLoop('ws loop', 0)

/** The bare minimum of what Lectern does: what came within a tick, as one message, to each client. */
export const batchingLoop = wsLoop('ws batch', 100)
