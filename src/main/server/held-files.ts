/** What a file was when it was looked at: another stamp is another file. */
interface SeenFile {
  readonly stamp: string
  readonly bytes: number
}

/**
 * Files that are read once and held, `limit` bytes of them; past that the ones longest unused are read again. Whoever
 * asks while a file is being read waits for that reading; one that failed is not held.
 */
export function holdFiles<F>(
  limit: number,
  read: (file: string) => Promise<F>,
): (file: string, seen: SeenFile) => Promise<F> {
  const held = new Map<string, SeenFile & { readonly found: Promise<F> }>()
  let bytes = 0
  const drop = (file: string) => {
    bytes -= held.get(file)?.bytes ?? 0
    held.delete(file)
  }
  return async (file, { stamp, bytes: size }) => {
    const known = held.get(file)
    const entry = known?.stamp === stamp ? known : { stamp, bytes: size, found: read(file) }
    drop(file) // re-inserted at the end, so the first one is the longest unused
    held.set(file, entry)
    bytes += entry.bytes
    for (const oldest of held.keys()) {
      if (bytes <= limit || oldest === file) break
      drop(oldest)
    }
    try {
      return await entry.found
    } catch (error) {
      if (held.get(file) === entry) drop(file)
      throw error
    }
  }
}
