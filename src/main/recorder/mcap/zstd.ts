import { compress, decompress, isLoaded } from '@foxglove/wasm-zstd'

/** zstd, which Node 20 does not have. Its module loads by itself, and once. */
export const zstdReady: Promise<unknown> = isLoaded

/** Call only after `zstdReady`. */
export const zstdCompress = (data: Uint8Array): Uint8Array => compress(data, 1)

/** What `@mcap/core` asks for to read a chunk. Call only after `zstdReady`. */
export const decompressHandlers = {
  zstd: (data: Uint8Array, size: bigint): Uint8Array => decompress(data, Number(size)),
}
