import { crc32 } from 'node:zlib'
import { type Channel, McapRecordBuilder, type MetadataIndex, Opcode, type Schema } from '@mcap/core'
import { type AttachmentPlace, nanoseconds } from './attachment'

/** What the end of a file says of all before it. */
export interface SummaryParts {
  readonly schemas: readonly Schema[]
  readonly channels: readonly Channel[]
  readonly attachments: readonly AttachmentPlace[]
  readonly metadata: MetadataIndex
  /** The chunk index records, as bytes. */
  readonly chunkIndex: Uint8Array
  readonly chunks: number
  /** Messages by channel. */
  readonly counts: ReadonlyMap<number, number>
  readonly startMs: number
  readonly endMs: number
}

/** Summary, footer and magic, for a file of which `start` bytes are written. Source: https://mcap.dev/spec#summary-section */
export function summaryOf(start: number, parts: SummaryParts): Uint8Array {
  const builder = new McapRecordBuilder()
  const groups: { readonly opcode: Opcode; readonly from: number; readonly to: number }[] = []
  const group = (opcode: Opcode, write: () => void) => {
    const from = builder.length
    write()
    groups.push({ opcode, from, to: builder.length })
  }
  group(Opcode.SCHEMA, () => {
    for (const schema of parts.schemas) builder.writeSchema(schema)
  })
  group(Opcode.CHANNEL, () => {
    for (const channel of parts.channels) builder.writeChannel(channel)
  })
  group(Opcode.STATISTICS, () => builder.writeStatistics(statisticsOf(parts)))
  group(Opcode.METADATA_INDEX, () => builder.writeMetadataIndex(parts.metadata))
  group(Opcode.ATTACHMENT_INDEX, () => {
    for (const { name, mediaType, atMs, offset, length, bytes } of parts.attachments) {
      const time = nanoseconds(atMs)
      const place = { offset: BigInt(offset), length: BigInt(length), dataSize: BigInt(bytes) }
      builder.writeAttachmentIndex({ name, mediaType, logTime: time, createTime: time, ...place })
    }
  })
  const records = Buffer.concat([builder.buffer, parts.chunkIndex])
  groups.push({ opcode: Opcode.CHUNK_INDEX, from: builder.length, to: records.length })

  builder.reset()
  for (const { opcode, from, to } of groups) {
    if (to > from) {
      builder.writeSummaryOffset({
        groupOpcode: opcode,
        groupStart: BigInt(start + from),
        groupLength: BigInt(to - from),
      })
    }
  }
  const offsets = builder.buffer

  builder.reset()
  const footer = { summaryStart: BigInt(start), summaryOffsetStart: BigInt(start + records.length) }
  builder.writeFooter({ ...footer, summaryCrc: 0 })
  // The checksum covers the footer up to itself.
  const crc = crc32(builder.buffer.subarray(0, -4), crc32(offsets, crc32(records)))
  builder.reset()
  builder.writeFooter({ ...footer, summaryCrc: crc })
  builder.writeMagic()
  return Buffer.concat([records, offsets, builder.buffer])
}

function statisticsOf({ schemas, channels, attachments, chunks, counts, startMs, endMs }: SummaryParts) {
  let messages = 0
  for (const count of counts.values()) messages += count
  return {
    messageCount: BigInt(messages),
    schemaCount: schemas.length,
    channelCount: channels.length,
    attachmentCount: attachments.length,
    metadataCount: 1,
    chunkCount: chunks,
    messageStartTime: nanoseconds(startMs),
    messageEndTime: nanoseconds(endMs),
    channelMessageCounts: new Map([...counts].map(([channel, count]) => [channel, BigInt(count)])),
  }
}
