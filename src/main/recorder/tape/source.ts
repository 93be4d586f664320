import { open } from 'node:fs/promises'

/** A file as readers see it. */
export interface Source {
  readonly size: number
  /** Exactly these bytes. @throws where the file ends before */
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** @throws {NodeJS.ErrnoException} where the file cannot be opened */
export async function openSource(file: string): Promise<Source> {
  const handle = await open(file, 'r')
  const { size } = await handle.stat()
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length)
      for (let got = 0; got < length; ) {
        const { bytesRead } = await handle.read(bytes, got, length - got, offset + got)
        if (bytesRead === 0) throw new Error(`the file ends within a record at byte ${offset}`)
        got += bytesRead
      }
      return bytes
    },
    close: () => handle.close(),
  }
}

/** The same source, read in larger pieces: for a walk from front to back. */
export function buffered(source: Source, pieceBytes = 1024 * 1024): Pick<Source, 'size' | 'read'> {
  let start = 0
  let piece = new Uint8Array()
  return {
    size: source.size,
    async read(offset, length) {
      if (offset < start || offset + length > start + piece.length) {
        piece = new Uint8Array(await source.read(offset, Math.max(length, Math.min(pieceBytes, source.size - offset))))
        start = offset
      }
      return piece.subarray(offset - start, offset - start + length)
    },
  }
}
