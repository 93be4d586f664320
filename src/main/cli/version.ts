import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../paths'

/** The version in the program's own package.json. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  return String(version)
}
