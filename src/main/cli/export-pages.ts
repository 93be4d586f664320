import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '../../shared/clock'
import { type Config, readConfig } from '../config/config'
import { UsageError } from '../config/usage-error'
import { whyNotWritable } from '../config/writable-dir'
import { bareScenes } from '../export/bare-scenes'
import { type SavedCode, savedFiles } from '../export/saved-files'
import type { PageCode } from '../export/scene-page'
import type { Still } from '../export/still'
import { stillOfData } from '../export/still-of-data'
import { stillOfTape } from '../export/still-of-tape'
import { resourcesDir, savedDir } from '../paths'
import { diskSentence } from '../recorder/recording/disk-sentence'
import { type ListenerFlags, listenerOf } from './remote'
import { say } from './say'
import { stillOfServer } from './still-of-server'
import { openTapeFile } from './tape-file'

export interface PagesFlags extends Partial<ListenerFlags> {
  readonly html: string
  readonly data?: string
  readonly config?: string
}

/** `lectern export --html DIR`: every scene as a page of its own, of a data directory, a recording's last state, or a running server. */
export async function exportPages(file: string | undefined, flags: PagesFlags): Promise<number> {
  const { data, url, config: talkFile } = flags
  if ([file, data, url].filter((source) => source !== undefined).length > 1) {
    throw new UsageError('a recording, --data and --url each have their own data: give one of them')
  }
  const config = readConfig(
    {
      ...{ host: '127.0.0.1', port: '0', logLevel: 'silent' },
      ...(data === undefined ? {} : { data }),
      ...(talkFile === undefined ? {} : { config: talkFile }),
    },
    process.env,
    resourcesDir,
  )
  const dir = resolve(flags.html)
  const why = whyNotWritable(dir)
  if (why) throw new UsageError(`--html ${flags.html}: ${why}; name a directory that can be written`)
  const still = await stillOf(file, flags, config)
  for (const warning of still.warnings) say(warning)
  const scenes = new Set(config.talk.scenes.map(({ scene }) => scene))
  const bare = bareScenes(still, config.talk)
  for (const scene of bare) say(`scene ${scene} has no data`)
  if (bare.length === scenes.size) {
    say('no scene has data, so no page was written; name a source that has some')
    return 1
  }
  const names = await write(dir, still, config)
  say(`${names.length - 1} scenes saved; open ${join(dir, names[0] ?? '')}`)
  return 0
}

function stillOf(file: string | undefined, flags: PagesFlags, config: Config): Promise<Still> {
  const { url } = flags
  if (file !== undefined) return stillOfFile(file, config)
  if (url !== undefined) return stillOfServer(listenerOf({ ...flags, url }, process.env))
  return stillOfData(config, systemClock, silent)
}

/** What feeders log of a file, they also tell as an alert. */
const silent = pino({ level: 'silent' })

async function stillOfFile(file: string, { retention }: Config): Promise<Still> {
  const tape = await openTapeFile(file)
  try {
    return await stillOfTape(tape, retention)
  } finally {
    await tape.close()
  }
}

async function write(dir: string, still: Still, { talk }: Config): Promise<string[]> {
  const code: SavedCode = { pages: await readCode('pages'), embedding: await readCode('embedding') }
  const names: string[] = []
  try {
    await mkdir(dir, { recursive: true })
    for (const { name, html } of savedFiles(still, talk, code)) {
      await writeFile(join(dir, name), html)
      names.push(name)
    }
  } catch (error) {
    throw new UsageError(`--html ${dir}: ${diskSentence(error)}; name a directory that can be written`)
  }
  return names
}

async function readCode(name: 'pages' | 'embedding'): Promise<PageCode> {
  const read = (kind: string) => readFile(join(savedDir, `${name}.${kind}`), 'utf8')
  try {
    return { script: await read('js'), style: await read('css') }
  } catch {
    throw new UsageError(`${savedDir}: the scripts of saved pages are not built; run "npm run build"`)
  }
}
