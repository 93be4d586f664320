import { fileDraft } from '../drafts'
import type { FileFeeder, KeyedDraft } from '../feeder'
import { parseFields } from '../fields'
import { jsonLines } from '../json-lines'
import { createSummarizer, episodeLine } from './summary'

/** `index.jsonl`: totals, phase mix and the latest episodes of a file that grows as the talk goes. */
export const episodesFeeder: FileFeeder = jsonLines({
  name: 'episodes',
  files: { kind: 'named', names: ['index.jsonl'] },
  reader(context) {
    let summarizer = createSummarizer()
    return {
      line(json) {
        const parsed = parseFields(episodeLine, 'episode', json)
        if ('error' in parsed) return parsed.error
        summarizer.add(parsed.value)
        return null
      },
      restarted() {
        summarizer = createSummarizer()
      },
      flush(file) {
        const { totals, phases, recent } = summarizer.summary()
        // A file that has just been emptied says nothing yet: what was shown stays.
        if (totals.total_episodes === 0) return { updated: null, wrong: null }
        const values: KeyedDraft[] = []
        const payloads = [
          ['totals', totals],
          ['phase_mix', phases],
          ['recent_episodes', recent],
        ] as const
        let wrong: string | null = null
        for (const [type, payload] of payloads) {
          const result = fileDraft(context, type, payload, file.stamp.mtimeMs)
          if ('error' in result) wrong ??= result.error
          else values.push({ key: type, draft: result.draft })
        }
        context.publish(values)
        return { updated: file.stamp.mtimeMs / 1000, wrong }
      },
    }
  },
})
