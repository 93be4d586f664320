import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../paths'

/**
 * Electron's binary, where it is already on this machine; null where it is not.
 * Its package is read, never required: requiring it starts a download and throws where there is no network.
 */
export function findElectron(root: string = packageRoot): string | null {
  const folder = join(root, 'node_modules', 'electron')
  const pointer = join(folder, 'path.txt')
  if (!existsSync(pointer)) return null
  const binary = join(folder, 'dist', readFileSync(pointer, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

export interface RunOptions {
  say(sentence: string): void
  /** Whose signals Electron gets. */
  readonly launcher?: Pick<NodeJS.EventEmitter, 'on'>
}

/** Runs the Electron shell with the same command line, and resolves with the exit status once it has ended. */
export function runElectron(
  binary: string,
  args: readonly string[],
  { say, launcher = process }: RunOptions,
): Promise<number> {
  // Chromium refuses its sandbox to root.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(binary, [...root, join(packageRoot, 'out', 'main', 'index.js'), ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    launcher.on(signal, () => {
      // A signal can be meant for this process alone, so it is handed on; Electron takes it and the terminal's for one.
      // On Windows that would end Electron on the spot, and the console has told it already.
      if (process.platform !== 'win32') child.kill(signal)
    })
  }
  return new Promise((resolve) => {
    child.once('error', ({ message }) => {
      say(`Electron did not start (${message}): --browser takes an installed browser`)
      resolve(2)
    })
    child.once('exit', (code, signal) => resolve(statusOf(code, signal)))
  })
}

/** The exit status for how Electron ended: a signal that asks it to is no failure, every other one is a crash. Pure. */
export function statusOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)
}
