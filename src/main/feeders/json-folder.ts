import type { z } from 'zod'
import { boundsError, defaultBounds } from '../../shared/bounds'
import { once } from '../../shared/dispose'
import { sentence } from '../../shared/draft'
import { whatIsWrong } from '../../shared/issue'
import { parseJson } from '../../shared/json-text'
import { fileAlert } from './drafts'
import type { Feeder, FeederContext, FileFeeder, KeyedDraft } from './feeder'
import { jsonPlace } from './files/json-place'
import { readStable } from './files/read-stable'
import { type FileSet, MAX_FILES, type SeenFile, watchFiles } from './files/watch'
import { createHealth } from './health'

const MAX_BYTES = 16 * 1024 * 1024

/** A file's name without folder and ending, its value, and when it was written. */
export interface JsonFile<T> {
  readonly stem: string
  readonly value: T
  readonly mtimeMs: number
}

type Outcome<T> = { readonly value: T } | { readonly error: string }

export interface JsonFolder<T> {
  readonly name: string
  /** Relative to the data directory. */
  readonly folder: string
  /** What one file may hold. */
  readonly schema: z.ZodType<T>
  /** What the files say together: one that is broken or gone still speaks with its last good value. */
  values(files: readonly JsonFile<T>[], context: FeederContext): Outcome<readonly KeyedDraft[]>
}

/** A feeder of a folder of JSON files, each small and read whole. */
export function jsonFolder<T>(spec: JsonFolder<T>): FileFeeder {
  const files: FileSet = { kind: 'folder', folder: spec.folder, suffix: '.json' }
  const start: Feeder['start'] = async (context) => {
    const good = new Map<string, JsonFile<T>>()
    const health = createHealth(context.log, spec.name)

    const broken = (name: string, what: string) => {
      health.broken(name, `${name}: ${what}`)
      context.raise(fileAlert(name, `${what}; mend it, its last good value stays`))
    }
    const mended = (name: string) => {
      health.good(name)
      context.settle(fileAlert(name, '').id)
    }
    const changed = async (file: SeenFile): Promise<'taken' | 'again'> => {
      const read = await readJson(file, spec)
      // What is half-written now is whole in a moment: only what stays broken is told.
      if (read === 'changing' || ('error' in read && file.attempt === 1)) return 'again'
      if ('error' in read) broken(file.name, read.error)
      else {
        good.set(file.name, read.value)
        for (const gone of good.keys()) if (good.size > MAX_FILES) good.delete(gone)
        mended(file.name)
      }
      return 'taken'
    }
    const publish = () => {
      const values = spec.values([...good.values()], context)
      if ('error' in values) return broken(`${spec.folder}/`, values.error)
      mended(`${spec.folder}/`)
      for (const { draft } of values.value) health.value(draft.timestamp)
      context.publish(values.value)
    }

    const stop = await watchFiles({
      dir: context.dir,
      files,
      clock: context.clock,
      changed,
      removed: mended,
      // What is not there cannot be mended: its values stay, its alert does not.
      away: mended,
      unfit(name, what) {
        health.broken(name, `${name}: ${what}`)
        context.raise(fileAlert(name, `${what}; put a file in its place`))
      },
      swept({ files, problem }) {
        health.listed(files, problem)
        if (files === 0) mended(`${spec.folder}/`)
        else if (good.size > 0) publish()
      },
    })
    return { health: health.read, stop: once(stop) }
  }
  return { name: spec.name, files, start }
}

async function readJson<T>(file: SeenFile, spec: JsonFolder<T>): Promise<Outcome<JsonFile<T>> | 'changing'> {
  const read = await readStable(file.path, MAX_BYTES)
  if ('changing' in read) return 'changing'
  if ('error' in read) return read
  const text = new TextDecoder().decode(read.bytes)
  const json = parseJson(text)
  if ('error' in json) return json
  const stem = file.name.slice(file.name.lastIndexOf('/') + 1, -'.json'.length)
  const outOfBounds = boundsError(json.value, defaultBounds)
  if (outOfBounds) return { error: outOfBounds }
  const parsed = spec.schema.safeParse(json.value)
  if (!parsed.success) {
    // The first attempt's word is not heard.
    const place = file.attempt > 1 ? jsonPlace(text, whatIsWrong(parsed.error.issues).path) : ''
    return { error: `${place}${sentence(stem, parsed.error)}` }
  }
  return { value: { stem, value: parsed.data, mtimeMs: read.stamp.mtimeMs } }
}
