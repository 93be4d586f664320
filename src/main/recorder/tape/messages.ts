import { type Channel, McapRecordBuilder, McapStreamReader, type TypedMcapRecord } from '@mcap/core'
import { decompressHandlers } from '../mcap/zstd'

/** A message of a chunk, not yet parsed. */
export interface RawMessage {
  readonly topic: string
  readonly atMs: number
  readonly publishedMs: number
  readonly data: Uint8Array
}

/** The channels of a file, as a chunk's reader needs them. */
export interface Channels {
  readonly topics: ReadonlyMap<number, string>
  /** Their records: a chunk that is read by itself does not know of channels before it. */
  readonly records: Uint8Array
}

export function channelsOf(channels: Iterable<Channel>): Channels {
  const builder = new McapRecordBuilder()
  const topics = new Map<number, string>()
  for (const channel of channels) {
    builder.writeChannel(channel)
    topics.set(channel.id, channel.topic)
  }
  return { topics, records: builder.buffer }
}

const milliseconds = (time: bigint) => Number(time / 1_000_000n)

/** The records within `bytes`, a chunk's own ones included. @throws where they are broken */
export function* recordsOf(bytes: Uint8Array, before?: Channels): Generator<TypedMcapRecord, void> {
  const reader = new McapStreamReader({ decompressHandlers, noMagicPrefix: true })
  if (before) reader.append(before.records)
  reader.append(bytes)
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) yield record
}

/** The messages of a chunk in the order of the file; null where it is broken. `found` is told of channels that begin in it. */
export function messagesOf(
  bytes: Uint8Array,
  channels: Channels,
  found?: (channel: Channel) => void,
): RawMessage[] | null {
  const topics = new Map(channels.topics)
  const messages: RawMessage[] = []
  try {
    for (const record of recordsOf(bytes, channels)) {
      if (record.type === 'Channel' && topics.get(record.id) !== record.topic) {
        topics.set(record.id, record.topic)
        found?.(record)
      }
      if (record.type !== 'Message') continue
      const topic = topics.get(record.channelId) ?? ''
      const { data, logTime, publishTime } = record
      messages.push({ topic, atMs: milliseconds(logTime), publishedMs: milliseconds(publishTime), data })
    }
    return messages
  } catch {
    return null
  }
}
