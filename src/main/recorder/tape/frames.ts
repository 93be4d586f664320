import { MCAP_MAGIC, Opcode } from '@mcap/core'
import type { Source } from './source'

/** A record by its place in the file. */
export interface Frame {
  readonly opcode: number
  readonly offset: number
  /** With opcode and length. */
  readonly length: number
}

const HEAD_BYTES = 9

/** The records of the data section that are there as a whole, in order; what a crash has cut off is left out. */
export async function* frames(source: Pick<Source, 'size' | 'read'>): AsyncGenerator<Frame, void> {
  let offset = MCAP_MAGIC.length
  while (offset + HEAD_BYTES <= source.size) {
    const head = await source.read(offset, HEAD_BYTES)
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
    const opcode = view.getUint8(0)
    const length = HEAD_BYTES + Number(view.getBigUint64(1, true))
    // Opcode 0 is not one: a disk that lost power leaves zeros behind.
    if (opcode === 0 || opcode === Opcode.DATA_END || offset + length > source.size) return
    yield { opcode, offset, length }
    offset += length
  }
}
