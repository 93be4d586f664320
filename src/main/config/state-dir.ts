import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { UsageError } from './usage-error'
import { whyNotWritable } from './writable-dir'

/**
 * Where a program of this platform keeps its state.
 * Source: https://specifications.freedesktop.org/basedir-spec/latest/, Apple's and Microsoft's guidelines.
 */
export function defaultStateDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string = homedir()): string {
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Lectern')
    case 'win32':
      return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Lectern')
    default: {
      const { XDG_STATE_HOME: asked = '' } = env
      // The specification has a relative one ignored: it would name another place for each directory that one starts in.
      return join(isAbsolute(asked) ? asked : join(home, '.local', 'state'), 'lectern')
    }
  }
}

/** Why a talk cannot keep its state there, in one sentence; null where it can. */
export function stateDirError(dir: string): string | null {
  const why = whyNotWritable(dir)
  return why && `--state ${dir}: ${why}; name a directory of your own`
}

/** To be asked before anything of a start makes the directory. @throws {UsageError} where no state can be kept there */
export function needStateDir(dir: string): void {
  const error = stateDirError(dir)
  if (error) throw new UsageError(error)
}
