import { type FileHandle, open } from 'node:fs/promises'
import { parseJson } from '../../../shared/json-text'
import type { Stamp } from './watch'

const CHUNK = 64 * 1024
const NEWLINE = 10
/** A longer line is no record but a mistake; it is told as a bad line. */
export const MAX_LINE_BYTES = 1024 * 1024
/** Bytes before the offset that must still be there, else the file was rewritten in place: several lines, as lines' ends are alike. */
const GUARD = 4_096

/** How far a file that grows by lines has been read. A value: it is replaced, not changed. */
export interface TailPlace {
  readonly ino: number
  /** Bytes read. */
  readonly offset: number
  /** Whole lines read. */
  readonly lines: number
  /** The begin of a line whose end has not been written. */
  readonly partial: Buffer
  /** That line is whole JSON and was handed over without its end. */
  readonly ahead: boolean
  /** The last bytes read. */
  readonly guard: Buffer
}

interface Line {
  /** From 1. */
  readonly number: number
  readonly bytes: Buffer
}

export interface TailSink {
  /** The file is another one than before: what was read of it does not count any more. */
  restarted(): void
  /** Whole lines; the last may lack its end where it is an object, which nothing can follow. */
  lines(lines: readonly Line[]): void
  /** All up to here has been read: the next time goes on from it, also where this time ends in an error. */
  reached(place: TailPlace): void
}

/** Reads what a file has grown by since `place`; throws what the file system throws. A chunk at a time, so others get their turn. */
export async function readTail(path: string, stamp: Stamp, place: TailPlace | null, sink: TailSink): Promise<void> {
  const handle = await open(path)
  try {
    let now = place
    if (now === null || now.ino !== stamp.ino || !(await continues(handle, now))) {
      if (now !== null) sink.restarted()
      now = { ino: stamp.ino, offset: 0, lines: 0, partial: Buffer.alloc(0), ahead: false, guard: Buffer.alloc(0) }
      sink.reached(now)
    }
    for (;;) {
      const chunk = await readAt(handle, now.offset, CHUNK)
      if (chunk.length === 0) break
      const { lines, rest, ends } = splitLines(now, chunk)
      if (lines.length > 0) sink.lines(lines)
      now = {
        ino: now.ino,
        offset: now.offset + chunk.length,
        lines: now.lines + ends,
        partial: rest,
        ahead: now.ahead && ends === 0,
        guard: Buffer.concat([now.guard, chunk.subarray(-GUARD)]).subarray(-GUARD),
      }
      sink.reached(now)
    }
    if (now.ahead || !isObject(now.partial)) return
    sink.lines([{ number: now.lines + 1, bytes: now.partial }])
    sink.reached({ ...now, ahead: true })
  } finally {
    await handle.close()
  }
}

async function continues(handle: FileHandle, place: TailPlace): Promise<boolean> {
  const there = await readAt(handle, place.offset - place.guard.length, place.guard.length)
  return there.equals(place.guard)
}

/** Whole lines of what was left over and what came, and what is left over now; `ends` counts the lines that ended. */
function splitLines({ lines: before, partial, ahead }: TailPlace, chunk: Buffer) {
  const bytes = partial.length === 0 ? chunk : Buffer.concat([partial, chunk])
  const lines: Line[] = []
  let ends = 0
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    ends += 1
    const line = { number: before + ends, bytes: bytes.subarray(start, end) }
    // A line that was handed over already is none again, unless something follows what was whole.
    if (ends > 1 || !ahead || !isObject(line.bytes)) lines.push(line)
    start = end + 1
  }
  const rest = bytes.subarray(start)
  // Of an endless line only so much is held that it still is too long when it ends.
  return { lines, ends, rest: Buffer.from(rest.subarray(0, MAX_LINE_BYTES + 1)) }
}

/** Whether bytes are an object in JSON: unlike a number's, its end is known. */
function isObject(bytes: Buffer): boolean {
  if (bytes.length > MAX_LINE_BYTES) return false
  const text = bytes.toString('utf8').trim()
  return text.startsWith('{') && text.endsWith('}') && 'value' in parseJson(text)
}

async function readAt(handle: FileHandle, from: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(bytes)
  const { bytesRead } = await handle.read(buffer, 0, bytes, from)
  return buffer.subarray(0, bytesRead)
}
