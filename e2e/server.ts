import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = join(import.meta.dirname, '..', 'out', 'main', 'node.js')

export interface RunningServer {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly stateDir: string
  readonly stderr: () => string
  /** Ends it as a terminal would, and resolves with its exit status. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

export interface ServerOptions {
  readonly command?: 'serve' | 'present' | 'rehearse'
  readonly args?: readonly string[]
  readonly port?: number
  readonly stateDir?: string
  /** A program, with its arguments, that runs the server: in another network, say. */
  readonly within?: readonly string[]
}

/** What a program may take to end; two seconds are its own rule, the rest is for a busy machine. */
const END_MS = 8_000

/** Starts the built program and resolves when it says that it listens. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'lectern-state-'))
  const args = [
    options.command ?? 'serve',
    '--port',
    String(options.port ?? 0),
    '--state',
    stateDir,
    ...(options.args ?? []),
  ]
  const [runner = '', ...rest] = [...(options.within ?? []), process.execPath, program, ...args]
  const child = spawn(runner, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-20_000)
  })
  const url = await listening(child, () => stderr)
  const own = options.stateDir === undefined
  const cleanUp = () => own && rmSync(stateDir, { recursive: true, force: true })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      const asked = Date.now()
      await once(child, 'exit')
      const took = Date.now() - asked
      if (took > END_MS) throw new Error(`the server took ${took} ms to end`)
    }
    cleanUp()
    return child.exitCode
  }
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    stateDir,
    stderr: () => stderr,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL')
    },
  }
}

function listening(child: ChildProcess, stderr: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let stdout = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      const url = /^lectern listening on (\S+)$/m.exec(stdout)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${stderr()}`)))
  })
}
