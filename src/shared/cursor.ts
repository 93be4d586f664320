import { randomHex } from './random-hex'

/** A place in the log: the life of the source, and the offset of the last event seen in it. */
export interface Cursor {
  /** 64 random bits as 16 hexadecimal digits; new at every start of the source. */
  readonly epoch: string
  /** Offset of the last event seen; 0 stands before the first. */
  readonly offset: number
}

/** No two lives of a source share an epoch. */
export function newEpoch(): string {
  return randomHex(8)
}

const CURSOR = /^([0-9a-f]{16}):(0|[1-9][0-9]{0,15})$/

/** `EPOCH:OFFSET` as a cursor; null for everything else, so that a malformed cursor is simply no cursor. */
export function parseCursor(text: unknown): Cursor | null {
  if (typeof text !== 'string') return null
  const match = CURSOR.exec(text)
  if (!match?.[1]) return null
  const offset = Number(match[2])
  return Number.isSafeInteger(offset) ? { epoch: match[1], offset } : null
}

export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}:${cursor.offset}`
}
