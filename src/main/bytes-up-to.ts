/** All of a stream's bytes; null where they are more than `max`, of which no more is read then. Rejects as the stream does. */
export async function bytesUpTo(
  max: number,
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Buffer<ArrayBuffer> | null> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of stream) {
    bytes += part.length
    if (bytes > max) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
