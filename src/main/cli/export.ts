import { pipeline } from 'node:stream/promises'
import { UsageError } from '../config/usage-error'
import { linesOf, textOf } from '../recorder/ndjson/lines'
import type { Tape } from '../recorder/tape/tape'
import { exportPages, type PagesFlags } from './export-pages'
import { openTapeFile } from './tape-file'

export type ExportFlags = { readonly html?: undefined } | PagesFlags

/** `lectern export`: what it writes, and of what. */
export async function runExport(file: string | undefined, flags: ExportFlags): Promise<number> {
  if (flags.html !== undefined) return exportPages(file, flags)
  if (file !== undefined) return exportTape(file)
  throw new UsageError('name a recording to export, or a directory for pages with --html DIR')
}

/** `lectern export FILE.mcap`: a recording as NDJSON on standard output. */
async function exportTape(file: string): Promise<number> {
  const tape = await openTapeFile(file)
  try {
    await pipeline(textLines(tape), process.stdout, { end: false })
  } catch (error) {
    // `head` has read enough.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
  } finally {
    await tape.close()
  }
  return 0
}

async function* textLines(tape: Tape): AsyncGenerator<string, void> {
  for await (const line of linesOf(tape)) yield `${textOf(line)}\n`
}
