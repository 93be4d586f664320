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
  values(files, context) {
    const drafts = new Map<string, KeyedDraft>()
    const misfits = new Map<string, string>()
    for (const { name, value, mtimeMs } of files) {
      const key = `attack_profile/${value.name}`
      const result = fileDraft(context, 'attack_profile', value, mtimeMs)
      if ('error' in result) misfits.set(name, result.error)
      else if (!drafts.has(key)) drafts.set(key, { key, draft: result.draft })
    }
    return { drafts: [...drafts.values()], misfits }
  },
})
