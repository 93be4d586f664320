import { payloads } from '../../../shared/payloads'
import { fileDraft } from '../drafts'
import type { FileFeeder, KeyedDraft } from '../feeder'
import { jsonFolder } from '../json-folder'

/** `attack_profiles/NAME.json`: one curve a file. */
export const profilesFeeder: FileFeeder = jsonFolder({
  name: 'profiles',
  folder: 'attack_profiles',
  schema: payloads.attack_profile,
  values(files, context) {
    const values: KeyedDraft[] = []
    for (const { value, mtimeMs } of files) {
      const result = fileDraft(context, 'attack_profile', value, mtimeMs)
      if ('error' in result) return { error: `${value.name}: ${result.error}` }
      values.push({ key: `attack_profile/${value.name}`, draft: result.draft })
    }
    return { value: values }
  },
})
