import { Opcode } from '@mcap/core'

const FIRST_BYTES = 512 * 1024
/** Opcode, length, channel, sequence, two times. Source: https://mcap.dev/spec#message-op0x05 */
const MESSAGE_HEAD = 1 + 8 + 2 + 4 + 8 + 8
/** A message index record without its entries: opcode, length, channel, length of the entries. Source: https://mcap.dev/spec#message-index-op0x07 */
export const INDEX_HEAD = 1 + 8 + 2 + 4
/** A time and a place. */
export const INDEX_ENTRY = 8 + 8
const FIRST_ENTRIES = 1_024

/**
 * The messages of an open chunk, and where those of each channel stand, as bytes from the start:
 * the chunk builder of @mcap/core makes half a dozen objects a message, on the thread that serves the stream.
 */
export interface ChunkBody {
  add(channelId: number, sequence: number, logTime: bigint, publishTime: bigint, text: string): void
  /** The message records; valid until the next `add`. */
  records(): Uint8Array
  /** The message index record of each channel that has messages. */
  indexes(): Iterable<readonly [channelId: number, record: Uint8Array]>
  reset(): void
  readonly byteLength: number
}

interface ChannelIndex {
  bytes: Buffer
  view: DataView
  length: number
}

export function createChunkBody(): ChunkBody {
  let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  let view = new DataView(bytes.buffer)
  let length = 0
  const channels = new Map<number, ChannelIndex>()

  const indexOf = (channelId: number): ChannelIndex => {
    let index = channels.get(channelId)
    if (!index) {
      index = sized(INDEX_HEAD + FIRST_ENTRIES * INDEX_ENTRY)
      channels.set(channelId, index)
    }
    if (index.length + INDEX_ENTRY > index.bytes.length) {
      const larger = sized(index.bytes.length * 2)
      index.bytes.copy(larger.bytes, 0, 0, index.length)
      Object.assign(index, { bytes: larger.bytes, view: larger.view })
    }
    return index
  }

  return {
    add(channelId, sequence, logTime, publishTime, text) {
      const most = length + MESSAGE_HEAD + text.length * 3 // UTF-8 takes at most three bytes a UTF-16 unit
      if (most > bytes.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(most, bytes.length * 2))
        bytes.copy(larger, 0, 0, length)
        bytes = larger
        view = new DataView(bytes.buffer)
      }
      const index = indexOf(channelId)
      index.view.setBigUint64(index.length, logTime, true)
      setLength(index.view, index.length + 8, length)
      index.length += INDEX_ENTRY

      const size = bytes.write(text, length + MESSAGE_HEAD, 'utf8')
      view.setUint8(length, Opcode.MESSAGE)
      setLength(view, length + 1, MESSAGE_HEAD - 9 + size)
      view.setUint16(length + 9, channelId, true)
      view.setUint32(length + 11, sequence, true)
      view.setBigUint64(length + 15, logTime, true)
      view.setBigUint64(length + 23, publishTime, true)
      length += MESSAGE_HEAD + size
    },
    records: () => bytes.subarray(0, length),
    *indexes() {
      for (const [channelId, index] of channels) {
        if (index.length === INDEX_HEAD) continue
        index.view.setUint8(0, Opcode.MESSAGE_INDEX)
        setLength(index.view, 1, index.length - 9)
        index.view.setUint16(9, channelId, true)
        index.view.setUint32(11, index.length - INDEX_HEAD, true)
        yield [channelId, index.bytes.subarray(0, index.length)] as const
      }
    },
    reset() {
      length = 0
      for (const index of channels.values()) index.length = INDEX_HEAD
    },
    get byteLength() {
      return length
    },
  }
}

function sized(capacity: number): ChannelIndex {
  const bytes = Buffer.allocUnsafeSlow(capacity)
  return { bytes, view: new DataView(bytes.buffer), length: INDEX_HEAD }
}

/** A uint64 that is far below 2^32. */
function setLength(view: DataView, at: number, value: number): void {
  view.setUint32(at, value, true)
  view.setUint32(at + 4, 0, true)
}
