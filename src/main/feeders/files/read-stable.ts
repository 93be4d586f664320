import { open } from 'node:fs/promises'
import { type Stamp, sameStamp, stampOf } from './watch'

const TRIES = 3

export type StableRead =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly stamp: Stamp }
  /** It changed each time it was read: somebody is writing it. */
  | { readonly changing: true }
  | { readonly error: string }

/** A whole file as one version of it: read anew when it changed or was replaced meanwhile. */
export async function readStable(path: string, maxBytes: number): Promise<StableRead> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = await stampOf(path)
    if (!before) return { error: 'is not there any more' }
    if (before.size > maxBytes) return { error: `is larger than ${Math.floor(maxBytes / 1_048_576)} MiB` }
    const bytes = await readBytes(path, before.size)
    if (typeof bytes === 'string') return { error: bytes }
    const after = await stampOf(path)
    if (bytes.length === before.size && after && sameStamp(before, after)) return { bytes, stamp: after }
  }
  return { changing: true }
}

async function readBytes(path: string, size: number): Promise<Uint8Array<ArrayBuffer> | string> {
  try {
    const handle = await open(path)
    try {
      const bytes = new Uint8Array(size)
      let at = 0
      while (at < size) {
        const { bytesRead } = await handle.read(bytes, at, size - at, at)
        if (bytesRead === 0) break
        at += bytesRead
      }
      return at === size ? bytes : bytes.slice(0, at)
    } finally {
      await handle.close()
    }
  } catch (error) {
    return `cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'})`
  }
}
