import { payloads } from '../../../shared/payloads'
import { fileDraft } from '../drafts'
import type { FileFeeder, KeyedDraft } from '../feeder'
import { parseFields } from '../fields'
import { jsonLines } from '../json-lines'

/** `predictions/*.jsonl`: a prediction a line. */
export const predictionsFeeder: FileFeeder = jsonLines({
  name: 'predictions',
  files: { kind: 'folder', folder: 'predictions', suffixes: ['.jsonl'] },
  reader(context) {
    const read: KeyedDraft[] = []
    return {
      line(json, file) {
        const parsed = parseFields(payloads.prediction, 'prediction', json)
        if ('error' in parsed) return parsed.error
        const result = fileDraft(context, 'prediction', parsed.value, file.stamp.mtimeMs)
        if ('error' in result) return result.error
        const { episode_id, window_idx } = parsed.value
        read.push({ key: `prediction/${episode_id}/${window_idx}`, draft: result.draft })
        return null
      },
      // What was published stays: a prediction has no "gone".
      restarted() {},
      flush(file) {
        const values = read.splice(0)
        context.publish(values)
        return { updated: values.length > 0 ? file.stamp.mtimeMs / 1000 : null, wrong: null }
      },
    }
  },
})
