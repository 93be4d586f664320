/** A block of an event stream, as far as it is used. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface SseBlock {
  /** Of this block alone; null where it has none. */
  readonly id: string | null
  readonly event: string
  readonly data: string
}

/** Characters of one block; a server that sends more is not ours. */
const MAX_BLOCK = 8 * 1024 * 1024

/**
 * Cuts a stream of text into its blocks; a block that only carries an `id` or a comment is one too, with empty data.
 * @throws {RangeError} past the bound of one block.
 */
export function createSseReader(): (chunk: string) => readonly SseBlock[] {
  let rest = ''
  return (chunk) => {
    rest += chunk
    const blocks: SseBlock[] = []
    for (;;) {
      const end = /\r\n\r\n|\n\n|\r\r/.exec(rest)
      if (!end) break
      blocks.push(readBlock(rest.slice(0, end.index)))
      rest = rest.slice(end.index + end[0].length)
    }
    if (rest.length > MAX_BLOCK) throw new RangeError(`an event stream's block is longer than ${MAX_BLOCK} characters`)
    return blocks
  }
}

function readBlock(text: string): SseBlock {
  let id: string | null = null
  let event = 'message'
  const data: string[] = []
  for (const line of text.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'id') id = value
    else if (field === 'event') event = value
    else if (field === 'data') data.push(value)
  }
  return { id, event, data: data.join('\n') }
}
