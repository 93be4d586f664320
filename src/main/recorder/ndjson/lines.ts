import { z } from 'zod'
import type { EventDraft } from '../../../shared/event'
import { parseJsonLine } from '../../../shared/json-text'
import { recordedDraft } from '../tape/entries'
import type { Tape } from '../tape/tape'

/**
 * A line of a recording as NDJSON. An event is what `lectern publish` takes, and when it was recorded (`at`, epoch seconds).
 * A reset says that what was retained began anew; the retained events that follow it are marked as such.
 */
export type Line =
  | { readonly kind: 'reset'; readonly atMs: number }
  | { readonly kind: 'event'; readonly atMs: number; readonly retained: boolean; readonly draft: EventDraft }

const seconds = (ms: number) => Math.round(ms) / 1000

export function textOf(line: Line): string {
  if (line.kind === 'reset') return JSON.stringify({ at: seconds(line.atMs), reset: true })
  return JSON.stringify({ at: seconds(line.atMs), ...(line.retained ? { retained: true } : {}), ...line.draft })
}

const lineHead = z.looseObject({
  at: z.number().min(0).optional(),
  reset: z.literal(true).optional(),
  retained: z.boolean().default(false),
  timestamp: z.number().optional(),
})

/** A line of text; without `at` an event is as late as its timestamp. An error is one sentence. Never throws. */
export function lineOf(text: string): Line | { readonly error: string } {
  const parsed = parseJsonLine(text)
  if ('error' in parsed) return { error: `is not JSON: ${parsed.error}` }
  const head = lineHead.safeParse(parsed.value)
  if (!head.success) return { error: 'is neither an event nor a reset' }
  const { at, timestamp, reset, retained } = head.data
  const time = at ?? timestamp
  if (time === undefined) return { error: 'has neither "at" nor "timestamp"' }
  if (reset) return { kind: 'reset', atMs: Math.round(time * 1000) }
  const draft = recordedDraft(parsed.value)
  if (!draft) return { error: `is not an event of a known type with a timestamp, or its payload is not its type's` }
  return { kind: 'event', atMs: Math.round(time * 1000), retained, draft }
}

/** A recording as lines. Keyframes between its beginnings are left out: they say nothing that the events do not. */
export async function* linesOf(tape: Tape): AsyncGenerator<Line, void> {
  let inReset = false
  for await (const entry of tape.entries()) {
    if (entry.kind === 'event') yield { ...entry, retained: false }
    else if (entry.reset) {
      if (!inReset) yield { kind: 'reset', atMs: entry.atMs }
      inReset = !entry.complete
      for (const draft of entry.drafts) yield { kind: 'event', atMs: entry.atMs, retained: true, draft }
    }
  }
}
