import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** Linux counts in hundredths of a second for every program. */
const MS_PER_TICK = 10
const PAGE_BYTES = 4_096

/** Milliseconds of CPU that a process has used, in user and system mode; null where there is no /proc. */
export function cpuOf(pid: number): number | null {
  const fields = statOf(pid)
  return fields ? (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK : null
}

/** Bytes of memory that a process holds; null where there is no /proc. */
export function memoryOf(pid: number): number | null {
  const fields = statOf(pid)
  return fields ? Number(fields[21]) * PAGE_BYTES : null
}

/** The fields of /proc/PID/stat from the third on: the second, a name, may hold blanks. */
function statOf(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address === 'string' || !address) throw new Error('no port')
  return address.port
}

export interface Child {
  readonly pid: number
  stop(): Promise<void>
}

/** Starts a program; null where this machine has none of that name. */
export async function startProgram(program: string, args: readonly string[]): Promise<Child | null> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  // A bench that ends early leaves nothing running.
  process.once('exit', () => child.kill('SIGKILL'))
  const started = await Promise.race([once(child, 'spawn').then(() => true), once(child, 'error').then(() => false)])
  return started && child.pid !== undefined ? { pid: child.pid, stop: () => stop(child) } : null
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await gone
  clearTimeout(timer)
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Waits until it is so; false where it is not within the time. */
export async function until(isSo: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs
  while (!isSo()) {
    if (performance.now() > end) return false
    await pause(2)
  }
  return true
}
