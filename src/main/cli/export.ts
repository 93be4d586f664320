import { pipeline } from 'node:stream/promises'
import { linesOf, textOf } from '../recorder/ndjson/lines'
import type { Tape } from '../recorder/tape/tape'
import { openTapeFile } from './tape-file'

/** `lectern export FILE.mcap`: a recording as NDJSON on standard output. */
export async function exportTape(file: string): Promise<number> {
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
