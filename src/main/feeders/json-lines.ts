import { once } from '../../shared/dispose'
import { parseJson } from '../../shared/json-text'
import type { Feeder, FeederContext, FileFeeder } from './feeder'
import { MAX_LINE_BYTES, readTail, type TailPlace } from './files/tail'
import { textOf } from './files/text'
import { type FileSet, type SeenFile, watchFiles } from './files/watch'
import { createHealth } from './health'

export interface JsonLines {
  readonly name: string
  readonly files: FileSet
  /** A reader with its own state, made once a start. */
  reader(context: FeederContext): LineReader
}

/** What all lines of a file come to, beside what each of them says. */
const SUM = 'sum'
/** So often a file that cannot be read is tried again soon; after that with every sweep. */
const HASTE = 5

interface LineReader {
  /** One line's JSON; one clause where it is not what it should be. */
  line(json: unknown, file: SeenFile): string | null
  /** The file is another one: forget what its lines said, but not what was published of them. */
  restarted(file: SeenFile): void
  /**
   * What was read so far may be published. `updated` is the newest value's time, epoch seconds, null where there is none;
   * `wrong` one clause where all lines together come to what none may say.
   */
  flush(file: SeenFile): { readonly updated: number | null; readonly wrong: string | null }
}

/** A feeder of files that grow by a line of JSON at a time: never read anew unless cut or replaced. */
export function jsonLines(spec: JsonLines, read: typeof readTail = readTail): FileFeeder {
  const start: Feeder['start'] = async (context) => {
    const health = createHealth(context, spec.name)
    const reader = spec.reader(context)
    const places = new Map<string, TailPlace>()
    /** Files that an alert is open of; no more than are watched. */
    const told = new Set<string>()
    /** What is wrong with what all lines of a file come to. */
    const wrongSums = new Map<string, string>()

    /** Files of which no version has been read to its end since they were new: only then is it known what to tell. */
    const unfinished = new Set<string>()

    const changed = async (file: SeenFile): Promise<'taken' | 'again' | 'later'> => {
      let bad: { readonly first: string; readonly lines: number } | null = null
      const before = places.get(file.name) ?? null
      if (before === null) unfinished.add(file.name)
      let unread: string | null = null
      try {
        await read(file.path, file.stamp, before, {
          restarted() {
            unfinished.add(file.name)
            reader.restarted(file)
          },
          lines(lines) {
            for (const { number, bytes } of lines) {
              const error = readLine(reader, file, bytes)
              if (error) bad = { first: bad?.first ?? placed(number, error), lines: (bad?.lines ?? 0) + 1 }
            }
          },
          reached: (place) => void places.set(file.name, place),
        })
        health.unread(file.name, null)
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
        unread = `cannot be read (${code})`
      }
      const { updated, wrong } = reader.flush(file)
      if (updated !== null) health.value(updated)
      tellSum(file.name, wrong)
      const fresh = unfinished.has(file.name)
      if (unread === null) unfinished.delete(file.name)
      if (unread === null || bad) tell(file, bad, fresh)
      // What another program holds for a moment is not worth a word; what nobody may read is, and may be mended.
      if (unread !== null && file.attempt > 1) health.unread(file.name, unread)
      if (unread === null) return 'taken'
      return file.attempt < HASTE ? 'again' : 'later'
    }

    /** Bad lines stay told until the file is another one without any. */
    const tell = (file: SeenFile, bad: { first: string; lines: number } | null, fresh: boolean) => {
      if (bad) {
        const more = bad.lines > 1 ? ` (${bad.lines - 1} more)` : ''
        const message = `${bad.first}${more}; mend the line, all others count`
        broken(file.name, message)
      } else if (fresh) mended(file.name)
    }

    const tellSum = (name: string, wrong: string | null) => {
      if (wrong === null) {
        wrongSums.delete(name)
        health.mended(name, SUM)
      } else if (wrongSums.get(name) !== wrong) {
        wrongSums.set(name, wrong)
        health.broken(name, `${wrong}; the last good value stays`, SUM)
      }
    }

    const broken = (name: string, message: string) => {
      told.add(name)
      health.broken(name, message)
    }
    const mended = (name: string) => {
      told.delete(name)
      health.mended(name)
    }
    /** Whatever stands there next is read from its start: no file has this number. */
    const readAnew = (name: string) => {
      const place = places.get(name)
      if (place) places.set(name, { ...place, ino: -1 })
    }
    /** Nobody can mend what is not there; where it comes back as it was, its bad lines are told again. */
    const left = (name: string) => {
      health.unread(name, null)
      tellSum(name, null)
      if (told.has(name)) readAnew(name)
      mended(name)
    }

    const stop = await watchFiles({
      dir: context.dir,
      files: spec.files,
      clock: context.clock,
      changed,
      removed(name) {
        left(name)
        // A file known by name mostly comes back as a new version; then its old place says that it is another one.
        if (spec.files.kind === 'folder') places.delete(name)
      },
      away: left,
      unfit(name, what) {
        readAnew(name)
        broken(name, `${what}; put the file in its place`)
      },
      swept: ({ files, problem }) => health.listed(files, problem),
    })
    return { health: health.read, stop: once(stop) }
  }
  return { name: spec.name, files: spec.files, start }
}

function readLine(reader: LineReader, file: SeenFile, bytes: Buffer): string | null {
  if (bytes.length > MAX_LINE_BYTES) return `is longer than ${MAX_LINE_BYTES} bytes`
  const text = textOf(bytes)
  if (text === null) return 'is not UTF-8'
  if (text.trim() === '') return null
  const json = parseJson(text)
  return 'error' in json ? json.error : reader.line(json.value, file)
}

/** A line's own JSON is one line: its number in the file takes that one's place. */
function placed(number: number, error: string): string {
  return error.startsWith('line 1, ') ? `line ${number}, ${error.slice('line 1, '.length)}` : `line ${number}: ${error}`
}
