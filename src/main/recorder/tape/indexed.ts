import { McapIndexedReader, type TypedMcapRecords } from '@mcap/core'
import { decodeContents } from '../contents'
import { CONTENTS, PROFILE } from '../mcap/channels'
import { INDEX_ENTRY, INDEX_HEAD } from '../mcap/chunk-body'
import { type Channels, channelsOf, recordsOf } from './messages'
import type { Source } from './source'
import { type ChunkPlace, isPlayed, type TapeIndex } from './tape-index'

/** The index that a clean close has left at the file's end; null where there is none, or none of ours. */
export async function readIndexed(source: Source): Promise<TapeIndex | null> {
  const readable = {
    size: async () => BigInt(source.size),
    read: (offset: bigint, size: bigint) => source.read(Number(offset), Number(size)),
  }
  const reader = await McapIndexedReader.Initialize({ readable }).catch(() => null)
  const place = reader?.metadataIndexes.find(({ name }) => name === CONTENTS)
  if (!reader || !place || reader.header.profile !== PROFILE) return null
  const metadata = [...recordsOf(await source.read(Number(place.offset), Number(place.length)))]
  const [record] = metadata
  const contents = record?.type === 'Metadata' ? decodeContents(record.metadata) : null
  if (!contents) return null
  const channels = channelsOf(reader.channelsById.values())
  return {
    ...contents,
    channels,
    chunks: reader.chunkIndexes.map((chunk) => placeOf(chunk, channels)),
    attachments: new Map(
      reader.attachmentIndexes.map(({ name, offset, length }) => [
        name,
        { offset: Number(offset), length: Number(length) },
      ]),
    ),
    cut: false,
  }
}

function placeOf(chunk: TypedMcapRecords['ChunkIndex'], channels: Channels): ChunkPlace {
  return {
    offset: Number(chunk.chunkStartOffset),
    length: Number(chunk.chunkLength),
    startMs: Number(chunk.messageStartTime / 1_000_000n),
    endMs: Number(chunk.messageEndTime / 1_000_000n),
    events: playedIn(chunk, channels),
  }
}

/** How many messages a chunk has of each channel follows from the distances of its index records: none of them is read. */
function playedIn({ messageIndexOffsets, messageIndexLength }: TypedMcapRecords['ChunkIndex'], channels: Channels) {
  const starts = [...messageIndexOffsets].sort(([, a], [, b]) => Number(a - b))
  const end = (starts[0]?.[1] ?? 0n) + messageIndexLength
  let events = 0
  starts.forEach(([channel, start], i) => {
    const bytes = Number((starts[i + 1]?.[1] ?? end) - start)
    if (isPlayed(channels.topics.get(channel) ?? '')) events += Math.floor((bytes - INDEX_HEAD) / INDEX_ENTRY)
  })
  return events
}
