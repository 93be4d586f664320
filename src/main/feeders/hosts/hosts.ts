import { z } from 'zod'
import { fileDraft } from '../drafts'
import type { FileFeeder } from '../feeder'
import { jsonFolder } from '../json-folder'

const hostFile = z.object({ host_id: z.string().min(1), count: z.number().min(0) })

/** `host_counts/HOST.json`: all of them are one snapshot. */
export const hostsFeeder: FileFeeder = jsonFolder({
  name: 'hosts',
  folder: 'host_counts',
  schema: hostFile,
  values(files, context) {
    const counts = Object.fromEntries(files.map(({ value }) => [value.host_id, value.count]))
    const result = fileDraft(context, 'host_counts', counts, Math.max(...files.map((file) => file.mtimeMs)))
    return 'error' in result ? result : { value: [{ key: 'host_counts', draft: result.draft }] }
  },
})
