import { z } from 'zod'
import { payloads } from '../../../shared/payloads'
import { fileDraft } from '../drafts'
import type { FileFeeder } from '../feeder'
import { type JsonFile, jsonFolder } from '../json-folder'

const MAX_HOSTS = 256

const { keyType, valueType } = payloads.host_counts
const hostFile = z.object({
  host_id: keyType.refine((name) => name !== '__proto__', 'is no name of a host'),
  count: valueType,
})
type HostFile = z.infer<typeof hostFile>

/** `host_counts/HOST.json`: all of them are one snapshot. */
export const hostsFeeder: FileFeeder = jsonFolder({
  name: 'hosts',
  folder: 'host_counts',
  suffixes: ['.json'],
  schema: hostFile,
  together: true,
  values(there, gone, context) {
    const shown = new Map<string, JsonFile<HostFile>>()
    const misfits = new Map<string, string>()
    for (const file of [...there, ...gone]) {
      const { host_id } = file.value
      const other = shown.get(host_id)
      if (other) misfits.set(file.name, `is of ${host_id}, as is ${other.name}, which is shown; take one away`)
      else if (shown.size < MAX_HOSTS) shown.set(host_id, file)
      else misfits.set(file.name, `is one host too many, ${MAX_HOSTS} are shown; take some away`)
    }
    // In the order of names: a file that goes away changes the files' order, and no value.
    const counts = [...shown]
      .map(([host, { value }]) => [host, value.count] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    const newest = Math.max(...[...shown.values()].map(({ mtimeMs }) => mtimeMs))
    const result = fileDraft(context, 'host_counts', Object.fromEntries(counts), newest)
    if ('error' in result) throw new Error(result.error)
    return { drafts: [{ key: 'host_counts', draft: result.draft }], misfits }
  },
})
