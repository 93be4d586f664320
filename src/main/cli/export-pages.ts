import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '../../shared/clock'
import { type Config, readConfig } from '../config/config'
import { UsageError } from '../config/usage-error'
import { type SavedCode, savedFiles } from '../export/saved-files'
import type { PageCode } from '../export/scene-page'
import type { Still } from '../export/still'
import { stillOfData } from '../export/still-of-data'
import { stillOfTape } from '../export/still-of-tape'
import { resourcesDir, savedDir } from '../paths'
import { diskSentence } from '../recorder/recording/disk-sentence'
import { openTapeFile } from './tape-file'

export interface PagesFlags {
  readonly html: string
  readonly data?: string
  readonly config?: string
}

/** `lectern export --html DIR`: every scene as a page of its own, with the data directory's data, or a recording's last state. */
export async function exportPages(file: string | undefined, flags: PagesFlags): Promise<number> {
  const { data, config: talkFile } = flags
  if (file !== undefined && data !== undefined) {
    throw new UsageError(`--data ${data}: a recording has its own data; leave --data or ${file} out`)
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
  const still = await (file === undefined ? stillOfData(config, systemClock, silent) : stillOfFile(file, config))
  for (const warning of still.warnings) say(warning)
  const dir = resolve(flags.html)
  const names = await write(dir, still, config)
  say(`${names.length - 1} scenes saved; open ${join(dir, names[0] ?? '')}`)
  return 0
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

function say(sentence: string): void {
  process.stderr.write(`lectern: ${sentence}\n`)
}
