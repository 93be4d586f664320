import { existsSync } from 'node:fs'
import { UsageError } from '../config/usage-error'
import { importLines } from '../recorder/ndjson/import'
import { say } from './say'
import { writeTapeFile } from './tape-file'
import { byteLines, utf8Of } from './utf8-lines'

export interface ImportFlags {
  readonly out: string
}

/** `lectern import -o FILE.mcap`: NDJSON on standard input as a recording. */
export async function importTape({ out }: ImportFlags, input: NodeJS.ReadableStream = process.stdin): Promise<number> {
  if (existsSync(out)) throw new UsageError(`-o ${out}: there is such a file already; name another one, or remove it`)
  const events = await writeTapeFile(out, async (sink) => {
    const result = await importLines(texts(input), sink)
    if ('error' in result) throw new UsageError(`standard input: ${result.error}; "lectern export" shows how it looks`)
    return result.events
  })
  say(`${events} events in ${out}`)
  return 0
}

async function* texts(input: NodeJS.ReadableStream): AsyncGenerator<string, void> {
  let number = 0
  for await (const line of byteLines(input)) {
    number++
    const text = utf8Of(line)
    if (text === null) throw new UsageError(`standard input: line ${number} is not UTF-8; save it as UTF-8`)
    yield text
  }
}
