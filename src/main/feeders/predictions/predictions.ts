import { fileDraft } from '../drafts'
import type { FileFeeder, KeyedDraft } from '../feeder'
import { jsonLines } from '../json-lines'

/** `predictions/*.jsonl`: a prediction a line. */
export const predictionsFeeder: FileFeeder = jsonLines({
  name: 'predictions',
  files: { kind: 'folder', folder: 'predictions', suffix: '.jsonl' },
  reader(context) {
    const read: KeyedDraft[] = []
    return {
      line(json, file) {
        const result = fileDraft(context, 'prediction', json, file.stamp.mtimeMs)
        if ('error' in result) return result.error
        const { draft } = result
        if (draft.type === 'prediction')
          read.push({ key: `prediction/${draft.payload.episode_id}/${draft.payload.window_idx}`, draft })
        return null
      },
      // What was published stays: a prediction has no "gone".
      restarted() {},
      flush(file) {
        const values = read.splice(0)
        context.publish(values)
        return values.length > 0 ? file.stamp.mtimeMs / 1000 : null
      },
    }
  },
})
