import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'

/** The built server, with Node's inspector: it is what can ask another process to collect its garbage. */
export async function startServer() {
  const state = mkdtempSync(join(tmpdir(), 'lectern-soak-'))
  const program = join(import.meta.dirname, '..', '..', 'out', 'main', 'node.js')
  const args = ['--inspect=127.0.0.1:0', program, 'serve', '--port', '0', '--state', state]
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  // However this ends, the server does not outlive it.
  process.once('exit', () => server.kill())
  const found = (stream, pattern) =>
    new Promise((resolve, reject) => {
      stream.on('data', (chunk) => {
        const match = pattern.exec(String(chunk))?.[1]
        if (match) resolve(match)
      })
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}: build it first`)))
    })
  const [inspector, url] = await Promise.all([
    found(server.stderr, /(ws:\S+)/),
    found(server.stdout, /listening on (\S+)/),
  ])
  const { ask, leave } = await inspect(inspector)

  return {
    url,
    /** Figures of one scrape: the sum of a metric's values, of one label where it is given. */
    async scrape() {
      const text = await (await fetch(`${url}/metrics`)).text()
      return (name, label = '[^}]*') =>
        [...text.matchAll(new RegExp(`^${name}(?:\\{${label}\\})? (\\S+)$`, 'gm'))].reduce(
          (sum, [, value]) => sum + Number(value),
          0,
        )
    },
    /** Bytes that live after everything else was collected, and what the process holds of the machine then. */
    async memory() {
      await ask('HeapProfiler.collectGarbage')
      const { result } = await ask('Runtime.evaluate', { expression: 'JSON.stringify(process.memoryUsage())' })
      const { heapUsed, external, rss } = JSON.parse(result.value)
      return { live: heapUsed + external, resident: rss }
    },
    /** Open sockets; null where the system does not say. */
    sockets() {
      try {
        const dir = `/proc/${server.pid}/fd`
        return readdirSync(dir).filter((fd) => readlinkSync(join(dir, fd)).startsWith('socket:')).length
      } catch {
        return null
      }
    },
    pid: server.pid,
    /** Its exit status. */
    async stop() {
      leave()
      server.kill('SIGTERM')
      const [status] = await once(server, 'exit')
      rmSync(state, { recursive: true, force: true })
      return status
    },
  }
}

async function inspect(address) {
  const socket = new WebSocket(address)
  await once(socket, 'open')
  const waiting = new Map()
  socket.on('message', (data) => {
    const { id, result } = JSON.parse(String(data))
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  let asked = 0
  const ask = (method, params) => {
    const id = ++asked
    socket.send(JSON.stringify({ id, method, params }))
    return new Promise((resolve) => waiting.set(id, resolve))
  }
  return { ask, leave: () => socket.terminate() }
}

/** Milliseconds for which a process's main thread had work and no processor; 0 where the system does not say. */
export function waitedMs(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6
  } catch {
    return 0
  }
}
