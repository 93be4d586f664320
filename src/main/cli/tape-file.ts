import { rename, unlink } from 'node:fs/promises'
import { UsageError } from '../config/usage-error'
import { openSink, type Sink } from '../recorder/mcap/sink'
import { loadZstd } from '../recorder/mcap/zstd'
import { diskSentence } from '../recorder/recording/disk-sentence'
import { openTape, type Tape } from '../recorder/tape/tape'
import { say } from './say'

/** Opens a recording for a command. @throws {UsageError} where it is none */
export async function openTapeFile(file: string): Promise<Tape> {
  const result = await openTape(file, say)
  if ('error' in result) throw new UsageError(result.error)
  return result.tape
}

/** Writes a file as a whole, under its name only when it is complete. @throws {UsageError} where the disk refuses */
export async function writeTapeFile<T>(file: string, write: (sink: Sink) => Promise<T>): Promise<T> {
  const draft = `${file}.${process.pid}.new`
  await loadZstd()
  try {
    const sink = await openSink(draft)
    const written = await write(sink).finally(() => sink.close())
    await rename(draft, file)
    return written
  } catch (error) {
    await unlink(draft).catch(() => {})
    if (error instanceof UsageError) throw error
    throw new UsageError(`${file}: ${diskSentence(error)}; name a file in a directory that can be written`)
  }
}
