import { z } from 'zod'
import { payloads } from '../../../shared/payloads'

/** Episodes on the screen's list. */
const RECENT = 20
/** Names of phases: past that many a file names something else by them. */
const MAX_PHASES = 256

const { element } = payloads.recent_episodes

/** A line of `index.jsonl`. */
export const episodeLine = element.extend({
  started_at: element.shape.started_at.refine(isMoment, 'expected a date, or a date and time (ISO 8601)'),
  duration_s: z.number().min(0).optional(),
  /** Windows by phase. */
  phases: payloads.phase_mix.optional(),
})

/** The engine alone would take "May 1" too. */
function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/i.test(text) && !Number.isNaN(Date.parse(text))
}

type Episode = z.infer<typeof episodeLine>

/** What all episodes of the file say together. */
interface Summary {
  readonly totals: { readonly total_alerts: number; readonly total_bytes: number; readonly total_episodes: number }
  readonly phases: Readonly<Record<string, number>>
  /** Newest first, which is the last line first. */
  readonly recent: readonly Episode[]
}

export interface Summarizer {
  add(episode: Episode): void
  summary(): Summary
}

export function createSummarizer(): Summarizer {
  const phases = new Map<string, number>()
  const recent: Episode[] = []
  const totals = { total_alerts: 0, total_bytes: 0, total_episodes: 0 }
  return {
    add(episode) {
      totals.total_alerts += episode.alerts
      totals.total_bytes += episode.bytes
      totals.total_episodes += 1
      for (const [phase, windows] of Object.entries(episode.phases ?? {}))
        if (phases.has(phase) || phases.size < MAX_PHASES) phases.set(phase, (phases.get(phase) ?? 0) + windows)
      recent.push(episode)
      if (recent.length > RECENT) recent.shift()
    },
    summary: () => ({ totals: { ...totals }, phases: Object.fromEntries(phases), recent: [...recent].reverse() }),
  }
}
