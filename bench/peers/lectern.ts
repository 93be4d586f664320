import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../e2e/server'
import type { Peer } from './peer'
import { webSocketRoom } from './web-socket-room'

/** The program as it ships, with nothing to read: `lectern serve` on an empty directory. */
export const lectern: Peer = {
  name: 'Lectern',
  async start() {
    const empty = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
    const token = 'bench-presenter-token'
    const server = await startServer({
      args: ['--data', empty, '--log-level', 'silent', '--presenter-token', token],
    })
    const child = { pid: server.pid, stop: async () => void (await server.stop()) }
    // A browser's page says its origin, and is an audience for it.
    const viewer = [`Origin: ${server.url}`]
    return webSocketRoom(child, {
      ...{ port: server.port, path: '/ws', viewer, presenter: [...viewer, `Authorization: Bearer ${token}`] },
    })
  },
}
