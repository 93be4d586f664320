import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clock } from '../../../shared/clock'
import type { Dispose } from '../../../shared/dispose'

const SWEEP_MS = 1_000
/** A file that was taken in the middle of a write is looked at again this soon. */
const AGAIN_MS = 300
/** More files in one folder are not looked at: a stat a second for each would cost the talk its processor. */
export const MAX_FILES = 512

/** Which files: some by name, or all of a folder whose names end so, and begin with something else. Names are relative to the data directory; one known by name may be absolute. */
export type FileSet =
  | { readonly kind: 'named'; readonly names: readonly string[] }
  | { readonly kind: 'folder'; readonly folder: string; readonly suffixes: readonly string[] }

/** What tells one version of a file from another without reading it. */
export interface Stamp {
  readonly mtimeMs: number
  /** Nobody sets it: it tells of a change that kept size and time. A new mode or name moves it too, which costs a reading. */
  readonly ctimeMs: number
  readonly size: number
  readonly ino: number
}

export interface SeenFile {
  /** As its set names it; of a folder's files relative to the data directory, with `/`. */
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
  /** A new or changed file; one at a time. `again`: it was not fit to read, and is handed over once more soon; `later`: at the next sweep. */
  changed(file: SeenFile): Promise<'taken' | 'again' | 'later'>
  /** A file that was seen is gone. */
  removed(name: string): void
  /** A file that was seen cannot be looked for, as its whole folder is away; where it comes back, it is handed over anew. */
  away(name: string): void
  /** Something that cannot be read stands under a file's name; told once, until a file stands there or nothing. `what` is a clause. */
  unfit(name: string, what: string): void
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
  let isAway = false

  const look = async (name: string): Promise<'same' | 'handled' | 'gone' | 'again'> => {
    const path = resolve(watch.dir, name)
    const found = await standsAt(path)
    if (!found) return 'gone'
    const stamp = 'unfit' in found ? noFile : found
    const before = seen.get(name)
    const same = before !== undefined && sameStamp(before.stamp, stamp)
    if (same && before.settled) return 'same'
    if ('unfit' in found) {
      seen.set(name, { stamp, attempt: 1, settled: true })
      watch.unfit(name, found.unfit)
      return 'handled'
    }
    const attempt = same ? before.attempt + 1 : 1
    const outcome = await watch.changed({ name, path, stamp, attempt })
    seen.set(name, { stamp, attempt, settled: outcome === 'taken' })
    if (outcome === 'later') return 'same'
    return outcome === 'again' ? 'again' : 'handled'
  }

  const sweep = async (first: boolean): Promise<void> => {
    const listing = await listFiles(watch.dir, watch.files)
    let changes = first || problem !== listing.problem
    let again = false
    if (listing.away && !isAway) {
      for (const [name, { stamp, attempt }] of seen) {
        seen.set(name, { stamp, attempt, settled: false })
        watch.away(name)
      }
    }
    problem = listing.problem
    isAway = listing.away
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
    const files = [...seen.values()].filter(({ stamp }) => stamp !== noFile).length
    if (changes) watch.swept({ files: isAway ? 0 : files, problem })
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
  const found = await standsAt(path)
  return found && 'unfit' in found ? null : found
}

/** Stands for what is no file: no file has it, so one that takes its place is another version. */
const noFile: Stamp = { mtimeMs: -1, ctimeMs: -1, size: -1, ino: -1 }

async function standsAt(path: string): Promise<Stamp | { readonly unfit: string } | null> {
  try {
    const found = await stat(path)
    const { mtimeMs, ctimeMs, size, ino } = found
    if (found.isFile()) return { mtimeMs, ctimeMs, size, ino }
    return { unfit: found.isDirectory() ? 'is a directory, not a file' : 'is not a regular file' }
  } catch {
    return null
  }
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.size === b.size && a.ino === b.ino
}

interface Listing {
  readonly names: readonly string[]
  readonly problem: string | null
  /** True where nothing could be listed at all. */
  readonly away: boolean
}

/** The names that may stand there; of those known by name all, whether they are there or not. */
export async function listFiles(dir: string, files: FileSet): Promise<Listing> {
  if (files.kind === 'named') return { names: files.names, problem: null, away: false }
  try {
    const entries = await readdir(join(dir, files.folder))
    // Editors and copying tools write beside the file first, under a name with a leading dot.
    const isOne = (name: string) => files.suffixes.some((end) => name.endsWith(end) && name.length > end.length)
    const fit = entries.filter((name) => isOne(name) && !name.startsWith('.')).sort()
    const names = fit.slice(0, MAX_FILES).map((name) => `${files.folder}/${name}`)
    const rest = fit.length - names.length
    const problem = rest > 0 ? `${files.folder}/ holds ${fit.length} files; ${MAX_FILES} are read` : null
    return { names, problem, away: false }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return {
      names: [],
      away: true,
      problem: code === 'ENOENT' ? `${files.folder}/ is not there` : `${files.folder}/ cannot be read (${code})`,
    }
  }
}
