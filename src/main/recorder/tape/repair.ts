import { isTopic } from '../../../shared/topics'
import { encodeContents } from '../contents'
import { CONTENTS, channelOf, KEYFRAME, keyframeChannel } from '../mcap/channels'
import type { Sink } from '../mcap/sink'
import { createMcapWriter } from '../mcap/writer'
import { messagesOf, recordsOf } from './messages'
import type { Source } from './source'
import { indexOf } from './tape'

/** Bytes that may wait for the disk. */
const PENDING_BYTES = 8 * 1024 * 1024

/**
 * Writes what is whole of a recording into `sink`, this time with an index.
 * Chunk for chunk, so that the keyframes stand where the walk through the file has found them.
 */
export async function repairTape(source: Source, sink: Sink, warn: (sentence: string) => void): Promise<void> {
  const { chunks, channels, attachments, keyframes, marks } = await indexOf(source, warn)
  const writer = createMcapWriter(sink)
  for (const { offset, length } of chunks) {
    for (const message of messagesOf(await source.read(offset, length), channels) ?? []) {
      const { topic, atMs, publishedMs, data } = message
      const channel = topic === KEYFRAME ? keyframeChannel : isTopic(topic) ? channelOf(topic) : undefined
      if (channel !== undefined) writer.message(channel, atMs, publishedMs, Buffer.from(data).toString('utf8'))
    }
    writer.closeChunk()
    if (sink.pending > PENDING_BYTES) await sink.drained()
  }
  for (const { offset, length } of attachments.values()) {
    const [record] = recordsOf(await source.read(offset, length))
    if (record?.type !== 'Attachment') continue
    writer.attach(record.name, record.mediaType, Number(record.logTime / 1_000_000n), record.data)
    await sink.drained()
  }
  writer.end({ name: CONTENTS, values: encodeContents({ keyframes, marks }) })
  await sink.drained()
}
