import { crc32 } from 'node:zlib'
import { type Channel, McapRecordBuilder, type Schema } from '@mcap/core'
import { type AttachmentPlace, attachmentRecord, nanoseconds } from './attachment'
import { channelRows, LIBRARY, PROFILE } from './channels'
import { createChunkBody } from './chunk-body'
import type { Sink } from './sink'
import { summaryOf } from './summary'
import { zstdCompress } from './zstd'

/** A chunk is closed when it holds so many bytes before compression, or spans so many milliseconds. */
export const CHUNK_BYTES = 256 * 1024
/** With the batches that the stream is taken in, well below a second: a recording that is killed lacks its last second at most. */
export const CHUNK_MS = 400

/** An MCAP file in the making. All is synchronous: the sink carries the bytes away. */
export interface McapWriter {
  message(channelId: number, atMs: number, publishedMs: number, text: string): void
  /** Compresses and hands on what is open; does nothing where nothing is. */
  closeChunk(): void
  attach(name: string, mediaType: string, atMs: number, data: Uint8Array): void
  /** Closes the chunk and writes the index. Nothing may follow. */
  end(metadata: { readonly name: string; readonly values: ReadonlyMap<string, string> }): void
  /** When the first message of the open chunk was logged; null where none is open. */
  readonly openSince: number | null
  /** Chunks handed on. */
  readonly chunks: number
}

const encoder = new TextEncoder()
const schemas: readonly Schema[] = channelRows.map(({ id, topic, schema }) => ({
  id,
  name: topic,
  encoding: 'jsonschema',
  data: encoder.encode(JSON.stringify(schema)),
}))
const channels: readonly Channel[] = channelRows.map(({ id, topic }) => ({
  id,
  schemaId: id,
  topic,
  messageEncoding: 'json',
  metadata: new Map(),
}))

/** `McapWriter` of @mcap/core closes a chunk by size alone; this one can be told to, as a live recording needs. */
export function createMcapWriter(sink: Sink): McapWriter {
  const chunk = createChunkBody()
  const record = new McapRecordBuilder()
  /** The index of the chunks, kept as the bytes that will be written: some 200 a chunk. */
  const chunkIndex = new McapRecordBuilder()
  const attachments: AttachmentPlace[] = []
  const counts = new Map<number, number>()
  let openSince: number | null = null
  let openTime = 0n
  let lastTime = 0n
  let firstMs: number | null = null
  let lastMs = 0
  let chunks = 0
  let sequence = 0

  const flush = (): void => {
    sink.write(record.buffer)
    record.reset()
  }

  record.writeMagic()
  record.writeHeader({ profile: PROFILE, library: LIBRARY })
  for (const schema of schemas) record.writeSchema(schema)
  for (const channel of channels) record.writeChannel(channel)
  flush()

  const closeChunk = (): void => {
    if (openSince === null) return
    const data = chunk.records()
    const records = zstdCompress(data)
    const start = BigInt(sink.position)
    const sizes = { uncompressedSize: BigInt(data.length), compression: 'zstd' }
    const span = { messageStartTime: openTime, messageEndTime: lastTime }
    const chunkLength = record.writeChunk({ ...span, ...sizes, uncompressedCrc: crc32(data), records })
    const messageIndexOffsets = new Map<number, bigint>()
    const indexStart = sink.position + record.length
    const parts = [record.buffer]
    let end = indexStart
    for (const [channelId, index] of chunk.indexes()) {
      messageIndexOffsets.set(channelId, BigInt(end))
      parts.push(index)
      end += index.length
    }
    sink.write(Buffer.concat(parts)) // a copy: the body is used again, long before the disk has it
    record.reset()
    chunkIndex.writeChunkIndex({
      ...span,
      ...sizes,
      chunkStartOffset: start,
      chunkLength,
      messageIndexOffsets,
      messageIndexLength: BigInt(end - indexStart),
      compressedSize: BigInt(records.length),
    })
    chunk.reset()
    openSince = null
    chunks++
  }

  return {
    message(channelId, atMs, publishedMs, text) {
      if (openSince !== null && atMs - openSince >= CHUNK_MS) closeChunk()
      if (atMs !== lastMs) lastTime = nanoseconds(atMs)
      if (openSince === null) openTime = lastTime
      openSince ??= atMs
      firstMs ??= atMs
      lastMs = atMs
      counts.set(channelId, (counts.get(channelId) ?? 0) + 1)
      const published = publishedMs === atMs ? lastTime : nanoseconds(publishedMs)
      chunk.add(channelId, sequence++ >>> 0, lastTime, published, text)
      if (chunk.byteLength >= CHUNK_BYTES) closeChunk()
    },
    closeChunk,
    attach(name, mediaType, atMs, data) {
      closeChunk()
      const offset = sink.position
      for (const part of attachmentRecord(name, mediaType, atMs, data)) sink.write(part)
      attachments.push({ name, mediaType, atMs, offset, length: sink.position - offset, bytes: data.length })
    },
    end({ name, values }) {
      closeChunk()
      const offset = sink.position
      record.writeMetadata({ name, metadata: new Map(values) })
      const metadata = { name, offset: BigInt(offset), length: BigInt(record.length) }
      record.writeDataEnd({ dataSectionCrc: 0 }) // 0: not computed, each chunk has its own
      flush()
      const span = { startMs: firstMs ?? 0, endMs: lastMs }
      const parts = { schemas, channels, attachments, metadata, chunkIndex: chunkIndex.buffer, chunks, counts, ...span }
      sink.write(summaryOf(sink.position, parts))
    },
    get openSince() {
      return openSince
    },
    get chunks() {
      return chunks
    },
  }
}
