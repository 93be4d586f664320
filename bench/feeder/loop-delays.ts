import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startServer } from '../../e2e/server'
import { pause, until } from '../processes'

/** Longest delays of the server's event loop, in milliseconds. */
export interface LoopDelays {
  /** From the line that says that it listens. */
  readonly start: number
  readonly idle: number
  readonly loading: number
}

const WINDOW_MS = 3_000
const WINDOWS = 3

/** Starts a server with a probe inside, and asks it after each phase. `reload` replaces the embedding. */
export async function loopDelays(dir: string, reload: () => void): Promise<LoopDelays> {
  const file = join(mkdtempSync(join(tmpdir(), 'lectern-bench-')), 'delays')
  const probe = pathToFileURL(join(import.meta.dirname, 'probe.mjs'))
  process.env.NODE_OPTIONS = `--import ${probe}`
  process.env.BENCH_DELAYS = file
  const server = await startServer({ args: ['--data', dir, '--log-level', 'silent'] })
  delete process.env.NODE_OPTIONS
  let asked = 0
  const read = async () => {
    process.kill(server.pid, 'SIGUSR2')
    asked++
    const answers = () => readAnswers(file)
    if (!(await until(() => answers().length >= asked, 5_000))) throw new Error('the probe does not answer')
    return answers().at(-1) ?? Number.NaN
  }
  try {
    await read()
    await pause(WINDOW_MS)
    const start = await read()
    const idle: number[] = []
    const loading: number[] = []
    for (let i = 0; i < WINDOWS; i++) {
      await pause(WINDOW_MS)
      idle.push(await read())
      reload()
      await pause(WINDOW_MS)
      loading.push(await read())
    }
    const middle = (values: number[]) => values.sort((a, b) => a - b)[1] ?? Number.NaN
    return { start, idle: middle(idle), loading: middle(loading) }
  } finally {
    await server.stop()
  }
}

function readAnswers(file: string): readonly number[] {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').map(Number)
  } catch {
    return []
  }
}
