import { payloads } from '../../../shared/payloads'
import { fileDraft } from '../drafts'
import type { FileFeeder, KeyedDraft } from '../feeder'
import { jsonFolder } from '../json-folder'

/** `attack_profiles/NAME.json`: one curve a file. */
export const profilesFeeder: FileFeeder = jsonFolder({
  name: 'profiles',
  folder: 'attack_profiles',
  suffixes: ['.json'],
  schema: payloads.attack_profile,
  values(there, _gone, context) {
    const shown = new Map<string, string>()
    const drafts: KeyedDraft[] = []
    const misfits = new Map<string, string>()
    for (const { name, value, mtimeMs } of there) {
      const other = shown.get(value.name)
      const result = fileDraft(context, 'attack_profile', value, mtimeMs)
      if (other) misfits.set(name, `is of ${value.name}, as is ${other}, which is shown; take one away`)
      else if ('error' in result) misfits.set(name, result.error)
      else {
        shown.set(value.name, name)
        drafts.push({ key: `attack_profile/${value.name}`, draft: result.draft })
      }
    }
    return { drafts, misfits }
  },
})
