import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** What was measured on and with, one line each. */
export function machine(): Readonly<Record<string, string>> {
  const versions = ['ws', 'socket.io', 'apache-arrow', 'parquet-wasm', 'hyparquet', '@deck.gl/core', 'react']
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: said('git', ['-C', root, 'rev-parse', '--short', 'HEAD']),
    cpu: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
    browser: said(process.env.CHROME_PATH ?? 'chromium', ['--version']),
    'nats-server': said('nats-server', ['--version']),
    mosquitto: said('mosquitto', ['-h']),
    packages: versions.map((name) => `${name} ${versionOf(name)}`).join(', '),
  }
}

function versionOf(name: string): string {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? 'unknown'
}

/** A program's first line; some leave with an error after they said it. */
function said(program: string, args: readonly string[]): string {
  try {
    return firstLine(execFileSync(program, args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
    return firstLine(output) || 'absent'
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? ''
}
