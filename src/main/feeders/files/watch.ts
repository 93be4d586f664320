import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../../shared/clock'
import type { Dispose } from '../../../shared/dispose'

const SWEEP_MS = 1_000
/** A file that was taken in the middle of a write is looked at again this soon. */
const AGAIN_MS = 300
/** More files in one folder are not looked at: a stat a second for each would cost the talk its processor. */
export const MAX_FILES = 512

/** Which files: some by name, or all of a folder that end in `suffix`. Names are relative to the data directory. */
export type FileSet =
  | { readonly kind: 'named'; readonly names: readonly string[] }
  | { readonly kind: 'folder'; readonly folder: string; readonly suffix: string }

/** What tells one version of a file from another without reading it. */
export interface Stamp {
  readonly mtimeMs: number
  readonly size: number
  readonly ino: number
}

export interface SeenFile {
  /** Relative to the data directory, with `/`. */
  readonly name: string
  readonly path: string
  readonly stamp: Stamp
  /** 1 at a new version, one more each time the same version is looked at again. */
  readonly attempt: number
}

export interface FileWatch {
  readonly dir: string
  readonly files: FileSet
  readonly clock: Clock
  /** A new or changed file; one at a time. `again`: it was not fit to read, and is handed over once more soon. */
  changed(file: SeenFile): Promise<'taken' | 'again'>
  /** A file that was seen is gone. */
  removed(name: string): void
  /** After each sweep that handed something over, and after the first. `problem` says why nothing could be listed. */
  swept(sweep: { readonly files: number; readonly problem: string | null }): void
}

/**
 * Polls: change notifications are silent on network drives and lose atomic renames.
 * Resolves after the first sweep. A folder that vanishes is no removal of its files: drives come back.
 */
export async function watchFiles(watch: FileWatch): Promise<Dispose> {
  const seen = new Map<string, { stamp: Stamp; attempt: number; settled: boolean }>()
  let stopped = false
  let cancel: Dispose = () => {}
  let problem: string | null = null

  const look = async (name: string): Promise<'same' | 'handled' | 'gone' | 'again'> => {
    const path = join(watch.dir, name)
    const stamp = await stampOf(path)
    if (!stamp) return 'gone'
    const before = seen.get(name)
    const same = before !== undefined && sameStamp(before.stamp, stamp)
    if (same && before.settled) return 'same'
    const attempt = same ? before.attempt + 1 : 1
    const outcome = await watch.changed({ name, path, stamp, attempt })
    seen.set(name, { stamp, attempt, settled: outcome === 'taken' })
    return outcome === 'again' ? 'again' : 'handled'
  }

  const sweep = async (first: boolean): Promise<void> => {
    const listing = await list(watch.dir, watch.files)
    let changes = first || problem !== listing.problem
    let again = false
    problem = listing.problem
    const gone = new Set(listing.problem === null ? seen.keys() : [])
    for (const name of listing.names) {
      if (stopped) return
      const outcome = await look(name)
      if (outcome !== 'gone') gone.delete(name)
      if (outcome === 'handled' || outcome === 'again') changes = true
      if (outcome === 'again') again = true
    }
    if (stopped) return
    for (const name of gone) {
      seen.delete(name)
      watch.removed(name)
      changes = true
    }
    if (changes) watch.swept({ files: seen.size, problem })
    cancel = watch.clock.after(again ? AGAIN_MS : SWEEP_MS, () => void sweep(false))
  }

  await sweep(true)
  return () => {
    stopped = true
    cancel()
  }
}

/** The stamp of a regular file; null where there is none, or it cannot be looked at. */
export async function stampOf(path: string): Promise<Stamp | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? { mtimeMs: found.mtimeMs, size: found.size, ino: found.ino } : null
  } catch {
    return null
  }
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.mtimeMs === b.mtimeMs && a.size === b.size && a.ino === b.ino
}

async function list(dir: string, files: FileSet): Promise<{ names: readonly string[]; problem: string | null }> {
  if (files.kind === 'named') return { names: files.names, problem: null }
  try {
    const entries = await readdir(join(dir, files.folder))
    // Editors and copying tools write beside the file first, under a name with a leading dot.
    const fit = entries.filter((name) => name.endsWith(files.suffix) && !name.startsWith('.')).sort()
    const names = fit.slice(0, MAX_FILES).map((name) => `${files.folder}/${name}`)
    const rest = fit.length - names.length
    return { names, problem: rest > 0 ? `${files.folder}/ holds ${fit.length} files; ${MAX_FILES} are read` : null }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return {
      names: [],
      problem: code === 'ENOENT' ? `${files.folder}/ is not there` : `${files.folder}/ cannot be read (${code})`,
    }
  }
}
