import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The file that a program's name stands for; null where there is none. */
export function onPath(program: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, program)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // In one of the next, or nowhere.
    }
  }
  return null
}
