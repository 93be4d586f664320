import { createInterface, type Interface } from 'node:readline'

/**
 * The lines of a stream as its bytes, a character each, for `utf8Of`: a reader of text puts other characters in the place
 * of what is not UTF-8 and says nothing of it, and takes U+2028, which JSON allows in a string, for the end of a line.
 */
export function byteLines(input: NodeJS.ReadableStream): Interface {
  return createInterface({ input: input.setEncoding('latin1'), crlfDelay: Infinity })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of a line, without a byte order mark; null where it is not UTF-8. */
export function utf8Of(line: string): string | null {
  try {
    return utf8.decode(Buffer.from(line, 'latin1'))
  } catch {
    return null
  }
}
