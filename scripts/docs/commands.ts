import { remarks } from '../../src/main/deck/remarks'
import { tapeCommands } from '../../src/main/recorder/commands'
import { systemClock } from '../../src/shared/clock'
import { deckCommands } from '../../src/shared/deck'
import { createStickyCache } from '../../src/shared/sticky-cache'
import { defaultRetention } from '../../src/shared/topics'
import { fields, type JsonSchema, schemaOf } from './json-schema'
import { table } from './markdown'

/** A row a form of each command: what it takes beside its name. */
export function commandTable(): string {
  const rows = Object.entries(allCommands()).flatMap(([name, schema]) => {
    const { oneOf, anyOf = oneOf } = schema
    return (anyOf ?? [schema]).map((form) => [`\`${name}\``, beside(form)])
  })
  return table(['command', 'with'], rows)
}

/** The tables of commands are asked for their schemas alone: nothing in them is run. */
function allCommands(): Readonly<Record<string, JsonSchema>> {
  const replica = createStickyCache(defaultRetention)
  const idle = { read: () => replica, publish() {}, settle() {}, clock: systemClock }
  const never = async () => ({ error: 'not run' })
  const tape = tapeCommands({ start: never, stop: never, recording: false }, null)
  const rows = Object.entries({ ...remarks(idle), ...tape }).map(([name, { schema }]) => [name, schema] as const)
  return Object.fromEntries(
    [...Object.entries(deckCommands), ...rows].map(([name, schema]) => [name, schemaOf(schema)]),
  )
}

function beside(form: JsonSchema): string {
  const others = fields(form).filter(({ name }) => name !== 'command')
  return others.map(({ name, what }) => `\`${name}\`: ${what}`).join('<br>') || '—'
}
