import { homedir } from 'node:os'
import { join } from 'node:path'

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
    default:
      return join(env.XDG_STATE_HOME || join(home, '.local', 'state'), 'lectern')
  }
}
