import { isUtf8 } from 'node:buffer'

/** Bytes as the UTF-8 that they are; null where they are none: what a decoder puts in its place would be shown. */
export function textOf(bytes: Uint8Array): string | null {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : null
}
