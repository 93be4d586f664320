import { commandTable } from './commands'
import { keyTable } from './keys'
import { messageTables } from './messages'
import { talkFileTable } from './talk-file'
import { ownership, topicTable } from './topics'

/** Of each document the parts that come from the program's own tables. */
export function generatedParts(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return {
    'docs/producers.md': { topics: topicTable(false), ownership: ownership() },
    'docs/api.md': { 'server-topics': topicTable(true), commands: commandTable(), ...messageTables() },
    'docs/operating.md': { keys: keyTable(), 'talk-file': talkFileTable() },
  }
}
