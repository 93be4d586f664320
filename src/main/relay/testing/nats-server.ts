import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why there is no NATS server to test with; null where there is one. */
export function whyNoNats(): string | null {
  try {
    execFileSync(program, ['-v'], { stdio: 'ignore' })
    return null
  } catch {
    return `no ${program} on this machine (Debian: apt-get install nats-server)`
  }
}

const program = process.env.NATS_SERVER_PATH ?? 'nats-server'

export interface NatsServer {
  readonly port: number
  /** As a crash would end it. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Ends it and removes what it stored. */
  close(): Promise<void>
  /** Forgets all that it stored; only while it is down. */
  wipe(): Promise<void>
}

/** A NATS server with JetStream, on a free port and in a directory of its own. */
export async function startNats(): Promise<NatsServer> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-nats-'))
  const port = await freePort()
  let running: ChildProcess | null = null
  const server: NatsServer = {
    port,
    async start() {
      const child = spawn(program, ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', dir], { stdio: 'pipe' })
      running = child
      await new Promise<void>((resolve, reject) => {
        let said = ''
        child.stderr?.on('data', (text: Buffer) => {
          said = (said + text.toString()).slice(-10_000)
          if (said.includes('Server is ready')) resolve()
        })
        child.once('exit', (code) => reject(new Error(`nats-server ended with ${code}: ${said}`)))
      })
    },
    async kill() {
      const child = running
      running = null
      if (!child || child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
    wipe: () => rm(dir, { recursive: true, force: true }),
    async close() {
      await server.kill()
      await server.wipe()
    },
  }
  await server.start()
  return server
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
