import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { browserProgram, launchBrowser } from './browser'

const isRoot = process.getuid?.() === 0
const unshare = isRoot ? ['unshare', '--net'] : ['unshare', '--map-root-user', '--net']

/** Before a program: runs it where there is no network but this machine's loopback. */
export const withoutNetwork: readonly string[] = [...unshare, 'sh', '-c', 'ip link set lo up && exec "$0" "$@"']

/** Why a program cannot be run without a network here; null where it can. */
export function whyNotWithoutNetwork(): string | null {
  const [program = '', ...args] = [...withoutNetwork, 'true']
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  return status === 0 ? null : `no network namespace is to be had: ${error?.message ?? stderr.trim()}`
}

/** A browser in the network of a running process; `dir` takes the script that starts it there. */
export async function browserBeside(pid: number, dir: string): Promise<Browser> {
  const enter = isRoot ? `--net=/proc/${pid}/ns/net` : `--target ${pid} --user --net --preserve-credentials`
  const script = join(dir, 'browser.sh')
  writeFileSync(script, `#!/bin/sh\nexec nsenter ${enter} -- '${await browserProgram()}' "$@"\n`, { mode: 0o700 })
  return launchBrowser(isRoot ? [] : ['--no-sandbox'], script)
}
