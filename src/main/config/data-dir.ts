import { readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { codeOf } from './error-code'
import { UsageError } from './usage-error'

/** The directory that `--data` names. @throws {UsageError} where it is none, or cannot be read */
export function dataDirOf(flag: string): string {
  if (flag.trim() === '') throw new UsageError('--data: is empty; name a directory that holds your data files')
  const dir = resolve(flag)
  const fail = (why: string) => new UsageError(`--data ${flag}: ${why}; name one that holds your data files`)
  try {
    if (!statSync(dir).isDirectory()) throw fail('is a file, not a directory')
    readdirSync(dir)
    return dir
  } catch (error) {
    if (error instanceof UsageError) throw error
    const code = codeOf(error)
    const missing = code === 'ENOENT' || code === 'ENOTDIR'
    throw fail(missing ? 'there is no such directory' : `is a directory that cannot be read (${code})`)
  }
}
