import { z } from 'zod'
import { boundsError, defaultBounds } from '../../shared/bounds'
import { once } from '../../shared/dispose'
import { jsonOrNull, parseJson } from '../../shared/json-text'
import type { Feeder, FeederContext, FileFeeder, KeyedDraft } from './feeder'
import { type Fields, parseFields } from './fields'
import { jsonPlace } from './files/json-place'
import { readStable } from './files/read-stable'
import { textOf } from './files/text'
import { type FileSet, MAX_FILES, type SeenFile, watchFiles } from './files/watch'
import { createHealth } from './health'

const MAX_BYTES = 16 * 1024 * 1024
/** Files that are told to be one too many; more of them would only push other alerts away. */
const MISFITS_TOLD = 8

/** A file's name without folder and ending, its value, and when it was written. */
export interface JsonFile<T> {
  /** Relative to the data directory. */
  readonly name: string
  readonly stem: string
  readonly value: T
  readonly mtimeMs: number
}

interface FolderValues {
  readonly drafts: readonly KeyedDraft[]
  /** By its name, what is wrong with a file beside the others: it alone is refused. */
  readonly misfits: ReadonlyMap<string, string>
}

export interface JsonFolder<T> {
  readonly name: string
  /** Relative to the data directory. */
  readonly folder: string
  /** How its files' names end. */
  readonly suffixes: readonly string[]
  /** What one file may hold. */
  readonly schema: Fields<T>
  /** True where several files make a value: then what each of them last said is remembered, and at the next start they are gone until they are read. */
  readonly together?: true
  /**
   * What the files say: one that is broken still speaks with its last good value. `gone` are those that were there, the
   * last one first: for values that several files make together.
   */
  values(there: readonly JsonFile<T>[], gone: readonly JsonFile<T>[], context: FeederContext): FolderValues
}

/** A feeder of a folder of JSON files, each small and read whole. */
export function jsonFolder<T>(spec: JsonFolder<T>): FileFeeder {
  const files: FileSet = { kind: 'folder', folder: spec.folder, suffixes: spec.suffixes }
  const start: Feeder['start'] = async (context) => {
    const there = new Map<string, JsonFile<T>>()
    const gone = spec.together ? recalled(spec, context) : new Map<string, JsonFile<T>>()
    let remembered = true
    /** Files that an alert is open of. */
    const told = new Map<string, 'broken' | 'misfit'>()
    const health = createHealth(context, spec.name)

    const tell = (name: string, why: 'broken' | 'misfit', what: string) => {
      told.set(name, why)
      health.broken(name, what)
    }
    const mended = (name: string) => {
      told.delete(name)
      health.mended(name)
    }
    const changed = async (file: SeenFile): Promise<'taken' | 'again'> => {
      const read = await readJson(file, spec)
      // What is half-written now is whole in a moment: only what stays broken is told.
      if (read === 'changing' || ('error' in read && file.attempt === 1)) return 'again'
      if ('error' in read) tell(file.name, 'broken', `${read.error}; mend it, its last good value stays`)
      else {
        gone.delete(file.name)
        put(there, read.value)
        remembered = false
        // What does not fit in with the others is said by all of them together.
        if (told.get(file.name) !== 'misfit') mended(file.name)
      }
      return 'taken'
    }
    const removed = (name: string) => {
      const file = there.get(name)
      there.delete(name)
      if (file) put(gone, file)
      mended(name)
    }
    const publish = () => {
      if (spec.together && !remembered) {
        context.remember(spec.name, JSON.stringify([...gone.values(), ...there.values()]))
        remembered = true
      }
      const { drafts, misfits } = spec.values([...there.values()], [...gone.values()].reverse(), context)
      for (const [name, why] of told) if (why === 'misfit' && !misfits.has(name)) mended(name)
      let room = MISFITS_TOLD - [...told.values()].filter((why) => why === 'misfit').length
      for (const [name, what] of misfits) {
        if (room <= 0) break
        if (!there.has(name) || told.has(name)) continue
        tell(name, 'misfit', what)
        room--
      }
      for (const { draft } of drafts) health.value(draft.timestamp)
      context.publish(drafts)
    }

    const stop = await watchFiles({
      dir: context.dir,
      files,
      clock: context.clock,
      changed,
      removed,
      // What is not there cannot be mended: its values stay, its alert does not.
      away: mended,
      unfit: (name, what) => tell(name, 'broken', `${what}; put a file in its place`),
      swept({ files, problem }) {
        health.listed(files, problem)
        // What is not there any more was published when it was.
        if (files > 0 && there.size > 0) publish()
      },
    })
    return { health: health.read, stop: once(stop) }
  }
  return { name: spec.name, files, start }
}

/** The files of the last run, by what each of them last said. */
function recalled<T>({ name, schema }: JsonFolder<T>, context: FeederContext): Map<string, JsonFile<T>> {
  const file = z.object({ name: z.string(), stem: z.string(), mtimeMs: z.number(), value: schema })
  const parsed = z.array(file).safeParse(jsonOrNull(context.recall(name) ?? ''))
  return new Map(parsed.data?.map((one) => [one.name, one]))
}

/** Past as many as are watched, the one that was there first goes. */
function put<T>(files: Map<string, JsonFile<T>>, file: JsonFile<T>): void {
  files.set(file.name, file)
  for (const first of files.keys()) if (files.size > MAX_FILES) files.delete(first)
}

async function readJson<T>(
  file: SeenFile,
  spec: JsonFolder<T>,
): Promise<{ readonly value: JsonFile<T> } | { readonly error: string } | 'changing'> {
  const read = await readStable(file.path, MAX_BYTES)
  if ('changing' in read) return 'changing'
  if ('error' in read) return read
  const text = textOf(read.bytes)
  if (text === null) return { error: 'is not UTF-8' }
  const json = parseJson(text)
  if ('error' in json) return json
  const stem = file.name.slice(file.name.lastIndexOf('/') + 1, -'.json'.length)
  const parsed = parseFields(spec.schema, stem, json.value)
  if ('value' in parsed) return { value: { name: file.name, stem, value: parsed.value, mtimeMs: read.stamp.mtimeMs } }
  // The first attempt's word is not heard; and what tells places goes as deep as the text does.
  const hasPlace = file.attempt > 1 && parsed.path !== null && boundsError(json.value, defaultBounds) === null
  return { error: `${hasPlace ? jsonPlace(text, parsed.path) : ''}${parsed.error}` }
}
