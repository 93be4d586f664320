import { lstatSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { codeOf } from './error-code'

/** A full disk is no wrong place: the talk begins, and what cannot be saved is said when it is. */
const full = new Set(['ENOSPC', 'EDQUOT'])

/**
 * Why nothing can be written in a directory that is there or is yet to be made, in a few words; null where it can. Leaves
 * nothing behind. To be asked before `mkdir` with `recursive`: where a directory that is there answers ENOENT for its child,
 * as /proc and a link to nothing do, Node goes up and down for ever, and hears no signal.
 */
export function whyNotWritable(dir: string): string | null {
  try {
    const at = nearest(resolve(dir))
    // A link to nothing ends here with ENOENT: `mkdir` makes no directory behind it.
    if (!statSync(at).isDirectory()) {
      return at === resolve(dir) ? 'is a file, not a directory' : `lies under ${at}, which is a file`
    }
    rmdirSync(mkdtempSync(join(at, '.lectern-')))
    return null
  } catch (error) {
    const code = codeOf(error)
    return full.has(code) ? null : `cannot be written (${code})`
  }
}

/** The directory itself, or the first above it that is there. */
function nearest(dir: string): string {
  try {
    lstatSync(dir)
    return dir
  } catch (error) {
    const above = dirname(dir)
    if (above === dir || !['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw error
    return nearest(above)
  }
}
