import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../paths'
import { findElectron } from './electron'
import { recallFailure, rememberFailure, worthTrying } from './fetch-memory'

/** Electron's binary is some 110 MB: on a slow line it takes minutes, and past that the talk begins without it. */
const TIMEOUT_MS = 180_000
/** Whoever does not answer in so long is not reached from here, in milliseconds. */
const REACH_MS = 4_000

export interface FetchOptions {
  readonly stateDir: string
  /** Tells the presenter what takes so long. */
  say(sentence: string): void
  readonly root?: string
  readonly timeoutMs?: number
  /** True where the binary's host answers. */
  readonly reaches?: () => Promise<boolean>
}

/**
 * Electron's binary, fetched where it is not there and can be had; null where it cannot. A failure is remembered for a
 * day, so that a machine without internet does not wait for it at every start. Never rejects.
 */
export async function fetchElectron(options: FetchOptions): Promise<string | null> {
  const { stateDir, say, root = packageRoot, timeoutMs = TIMEOUT_MS, reaches = reachesHost } = options
  const folder = join(root, 'node_modules', 'electron')
  const installer = join(folder, 'install.js')
  const version = versionOf(folder)
  if (!version || !existsSync(installer)) return null
  if (!worthTrying(await recallFailure(stateDir), version, Date.now())) return null

  const give = async (reason: string) => {
    await rememberFailure(stateDir, { version, at: Date.now(), reason: reason.slice(0, 300) })
    say(`Electron cannot be had here (${reason}); a browser does as well. The next try is tomorrow`)
    return null
  }
  if (!(await reaches())) return give('its host is not reached from here')
  say(`fetching Electron ${version}, some 110 MB, this once … (--browser does without it)`)
  const failure = await runInstaller(installer, timeoutMs)
  const binary = failure === null ? findElectron(root) : null
  return binary ?? give(failure ?? 'its installer left no binary')
}

function versionOf(folder: string): string | null {
  try {
    return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
      .version
  } catch {
    return null
  }
}

async function reachesHost(): Promise<boolean> {
  const host = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com'
  try {
    await fetch(host, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(REACH_MS) })
    return true
  } catch {
    return false
  }
}

/** Null where it worked, else a few words. */
function runInstaller(installer: string, timeoutMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    })
    let words = ''
    child.stderr.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(0, 2_000)
    })
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => {
      if (code === 0) resolve(null)
      else if (signal) resolve(`not done after ${Math.round(timeoutMs / 1000)} s`)
      else resolve(words.trim().split('\n')[0] || `its installer ended with ${code}`)
    })
  })
}
