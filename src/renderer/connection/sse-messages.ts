import { isTopic } from '../../shared/topics'
import type { SseBlock } from './sse-blocks'

/** Turns blocks into the texts of the messages that a WebSocket would have brought; the events of one chunk are one message. */
export function createSseTranslator(): (blocks: readonly SseBlock[]) => readonly string[] {
  let cursor = ''
  let reset = false
  /** An event that came ahead of the backlog; it rides in the next batch whose place is known. */
  let deck = ''
  /** Until the end of what is retained, events are parts of a snapshot. */
  let filling = true
  return (blocks) => {
    const texts: string[] = []
    let events: string[] = []
    const flush = (complete: boolean) => {
      if (cursor === '' || (events.length === 0 && deck === '' && !complete)) return
      const ahead = deck === '' ? '' : `,"deck":${deck}`
      const marks = (reset ? ',"reset":true' : '') + (complete ? ',"complete":true' : '')
      texts.push(
        `{"type":"${filling ? 'snapshot' : 'events'}","cursor":"${cursor}","events":[${events.join()}]${marks}${ahead}}`,
      )
      events = []
      deck = ''
      reset = false
    }
    for (const { id, event, data } of blocks) {
      if (event === 'reset') {
        flush(false)
        reset = true
        filling = true
        cursor = '' // a place in the life that has ended says nothing about the new one
      }
      if (id !== null) cursor = id
      if (event === 'snapshot-complete') {
        flush(true)
        filling = false
      } else if (event === 'hello' || event === 'ping' || event === 'gap') {
        flush(false)
        texts.push(withFields(data, `"type":"${event}"`))
      } else if (isTopic(event)) {
        // Without an id of its own it came ahead of the backlog, and carries its id inside.
        if (id === null) deck = data
        else events.push(withFields(data, `"id":"${id}"`))
      }
    }
    flush(false)
    return texts
  }
}

/** The JSON object with these fields in front; no parsing, because the text is parsed once, as a message. */
function withFields(object: string, fields: string): string {
  const inside = object.trim().slice(1)
  return inside.trimStart().startsWith('}') ? `{${fields}}` : `{${fields},${inside}`
}
