import { UsageError } from '../config/usage-error'
import { repairTape } from '../recorder/tape/repair'
import { openSource } from '../recorder/tape/source'
import { say } from './say'
import { openTapeFile, writeTapeFile } from './tape-file'

/** `lectern repair FILE.mcap`: gives a recording that was cut off its index, so that every MCAP tool opens it. */
export async function repair(file: string): Promise<number> {
  const tape = await openTapeFile(file)
  await tape.close()
  if (!tape.index.cut) throw new UsageError(`${file}: is whole and has its index; there is nothing to repair`)
  const source = await openSource(file)
  try {
    await writeTapeFile(file, (sink) => repairTape(source, sink, () => {}))
  } finally {
    await source.close()
  }
  say(`${file} plays ${Math.round((tape.endMs - tape.startMs) / 1000)} s`)
  return 0
}
