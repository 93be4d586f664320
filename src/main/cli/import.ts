import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { UsageError } from '../config/usage-error'
import { importLines } from '../recorder/ndjson/import'
import { say } from './say'
import { writeTapeFile } from './tape-file'

export interface ImportFlags {
  readonly out: string
}

/** `lectern import -o FILE.mcap`: NDJSON on standard input as a recording. */
export async function importTape({ out }: ImportFlags): Promise<number> {
  if (existsSync(out)) throw new UsageError(`-o ${out}: there is such a file already; name another one, or remove it`)
  const events = await writeTapeFile(out, async (sink) => {
    const result = await importLines(createInterface({ input: process.stdin, crlfDelay: Infinity }), sink)
    if ('error' in result) throw new UsageError(`standard input: ${result.error}; "lectern export" shows how it looks`)
    return result.events
  })
  say(`${events} events in ${out}`)
  return 0
}
