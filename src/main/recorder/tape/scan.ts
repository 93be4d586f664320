import { type Channel, Opcode } from '@mcap/core'
import { isTopic } from '../../../shared/topics'
import type { KeyframePlace } from '../contents'
import { createMarkBook, markTopics } from '../marks'
import { KEYFRAME } from '../mcap/channels'
import { entryOf, keyframeHeadOf } from './entries'
import { frames } from './frames'
import { channelsOf, messagesOf, type RawMessage, recordsOf } from './messages'
import { buffered, type Source } from './source'
import { type ChunkPlace, isPlayed, type TapeIndex } from './tape-index'

/** The index of a file that has none, by a walk through all of it: what a crash has cut off, and what is broken, is left out. */
export async function scanTape(source: Source, warn: (sentence: string) => void): Promise<TapeIndex> {
  const walk = buffered(source)
  const known = new Map<number, Channel>()
  let channels = channelsOf([])
  const chunks: ChunkPlace[] = []
  const attachments = new Map<string, { offset: number; length: number }>()
  const keyframes: KeyframePlace[] = []
  const book = createMarkBook()
  /** A keyframe of which not all parts have been met. */
  let begun: KeyframePlace | null = null

  const learn = (channel: Channel) => {
    known.set(channel.id, channel)
    channels = channelsOf(known.values())
  }
  const note = (message: RawMessage) => {
    const { topic, atMs, data } = message
    if (topic === KEYFRAME) {
      const head = keyframeHeadOf(data)
      if (head?.part === 0) begun = { atMs, chunk: chunks.length, reset: head.reset }
      if (head?.complete && begun) keyframes.push(begun)
      if (head?.complete) begun = null
    } else if (isTopic(topic) && markTopics.has(topic)) {
      const entry = entryOf(message)
      if (entry?.kind === 'event') book.take(entry.draft, atMs)
    }
  }

  for await (const { opcode, offset, length } of frames(walk)) {
    if (opcode === Opcode.ATTACHMENT) attachments.set(await attachmentName(walk, offset), { offset, length })
    if (opcode === Opcode.CHANNEL) {
      for (const record of recordsOf(await walk.read(offset, length))) if (record.type === 'Channel') learn(record)
    }
    if (opcode !== Opcode.CHUNK) continue
    const messages = messagesOf(await walk.read(offset, length), channels, learn)
    const first = messages?.[0]
    if (!messages) warn(`the chunk at byte ${offset} is broken and was left out`)
    if (!messages || !first) continue
    for (const message of messages) note(message)
    const events = messages.filter(({ topic }) => isPlayed(topic)).length
    chunks.push({ offset, length, startMs: first.atMs, endMs: messages.at(-1)?.atMs ?? first.atMs, events })
  }
  return { channels, chunks, keyframes, marks: book.marks, attachments, cut: true }
}

/** Behind opcode, length and two times stands the name. */
async function attachmentName(source: Pick<Source, 'read'>, offset: number): Promise<string> {
  const nameAt = offset + 9 + 16
  const head = await source.read(nameAt, 4)
  const length = new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true)
  return Buffer.from(await source.read(nameAt + 4, Math.min(length, 1_024))).toString('utf8')
}
