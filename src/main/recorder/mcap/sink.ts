import { type FileHandle, open, stat } from 'node:fs/promises'

/** Where a recording's bytes go. */
export interface Sink {
  /** Takes bytes that follow all it took before; they are on their way when this returns. */
  write(bytes: Uint8Array): void
  /** Bytes taken. */
  readonly position: number
  /** Bytes taken that the disk has yet to take. */
  readonly pending: number
  /** Resolves when nothing is pending; rejects with the reason why the disk takes no more. */
  drained(): Promise<void>
  /** False where the file's name no longer leads to this file: it, or its directory, was taken away. */
  isThere(): Promise<boolean>
  /** Closes the file, whatever became of it. */
  close(): Promise<void>
}

/** Creates the file. @throws {NodeJS.ErrnoException} where there is one already, or none can be */
export async function openSink(file: string): Promise<Sink> {
  const handle = await open(file, 'wx')
  const { ino } = await handle.stat()
  return sinkOf(writerOf(handle), {
    isThere: async () => {
      const there = await stat(file).catch(() => null)
      return there?.ino === ino
    },
    close: () => handle.close(),
  })
}

/** Writes all of some bytes behind those before. */
export type WriteAll = (bytes: Uint8Array) => Promise<void>

export function sinkOf(writeAll: WriteAll, { isThere, close }: Pick<Sink, 'isThere' | 'close'>): Sink {
  let position = 0
  let pending = 0
  let chain: Promise<void> = Promise.resolve()
  return {
    write(bytes) {
      position += bytes.length
      pending += bytes.length
      chain = chain.then(async () => {
        await writeAll(bytes)
        pending -= bytes.length
      })
      chain.catch(() => {}) // told to whoever waits in `drained`
    },
    get position() {
      return position
    },
    get pending() {
      return pending
    },
    drained: () => chain,
    isThere,
    close,
  }
}

function writerOf(handle: FileHandle): WriteAll {
  return async (bytes) => {
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, written)
      written += bytesWritten
    }
  }
}
