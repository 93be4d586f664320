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

/** Runs the Electron shell with the same command line, and resolves with its exit status. */
export function runElectron(binary: string, args: readonly string[]): Promise<number> {
  // Chromium refuses its sandbox to root.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(binary, [...root, join(packageRoot, 'out', 'main', 'index.js'), ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.once('error', () => resolve(2))
    child.once('exit', (code) => resolve(code ?? 0))
  })
}
