type Zstd = typeof import('@foxglove/wasm-zstd')

/** The code, once it is there: 7 MB and 50 ms that only who reads or writes a recording pays. */
let zstd: Zstd | null = null

/** Loads zstd, which Node 20 does not have. To be awaited before anything else here is called. */
export async function loadZstd(): Promise<void> {
  const module = zstd ?? (await import('@foxglove/wasm-zstd'))
  await module.isLoaded
  zstd = module
}

function loaded(): Zstd {
  if (!zstd) throw new Error('zstd is not loaded')
  return zstd
}

/** The fastest level: a recorder shares its thread with the stream. */
export const zstdCompress = (data: Uint8Array): Uint8Array => loaded().compress(data, 1)

/** What `@mcap/core` asks for to read a chunk. */
export const decompressHandlers = {
  zstd: (data: Uint8Array, size: bigint): Uint8Array => loaded().decompress(data, Number(size)),
}
