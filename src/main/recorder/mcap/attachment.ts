import { crc32 } from 'node:zlib'
import { McapRecordBuilder, Opcode } from '@mcap/core'

export interface AttachmentPlace {
  readonly name: string
  readonly mediaType: string
  readonly atMs: number
  readonly offset: number
  readonly length: number
  readonly bytes: number
}

export const nanoseconds = (ms: number): bigint => BigInt(Math.round(ms)) * 1_000_000n

/**
 * An attachment as record bytes around `data`, which is not copied: the record builder would copy it twice.
 * Source: https://mcap.dev/spec#attachment-op0x09
 */
export function attachmentRecord(name: string, mediaType: string, atMs: number, data: Uint8Array) {
  const builder = new McapRecordBuilder()
  builder.writeAttachment({
    name,
    mediaType,
    logTime: nanoseconds(atMs),
    createTime: nanoseconds(atMs),
    data: new Uint8Array(),
  })
  const head = builder.buffer.subarray(0, -4) // without the checksum of an empty one
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (view.getUint8(0) !== Opcode.ATTACHMENT) throw new Error('the record builder writes another form')
  view.setBigUint64(1, BigInt(head.length - 9 + data.length + 4), true)
  view.setBigUint64(head.length - 8, BigInt(data.length), true)
  const tail = new Uint8Array(4)
  new DataView(tail.buffer).setUint32(0, crc32(data, crc32(head.subarray(9))), true)
  return [head, data, tail] as const
}
