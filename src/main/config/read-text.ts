import { readFileSync } from 'node:fs'
import { codeOf } from './error-code'
import { UsageError } from './usage-error'

/** The text of a file that a flag names. @throws {UsageError} where it cannot be read */
export function readText(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${flag} ${file}: cannot be read (${codeOf(error)}); check the path and its permissions`)
  }
}
