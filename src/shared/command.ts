import { z } from 'zod'
import { sentence } from './draft'

/** What a command did: what its sender is told, or one sentence that says why it did nothing. */
export type CommandResult = { readonly done: object } | { readonly error: string }

/** A row of the table of commands. `run` takes what came from outside: its own schema is the parser. */
export interface CommandRow {
  readonly schema: z.core.$ZodType
  run(input: unknown): CommandResult | Promise<CommandResult>
}

/** Every command of this server by its name; one that is not here is unknown. */
export type CommandTable = Readonly<Record<string, CommandRow>>

/** A row: what a command looks like beside its name, and what it does. `run` is called with checked values alone. */
export function commandRow<Schema extends z.core.$ZodType>(
  schema: Schema,
  run: (command: z.infer<Schema>) => CommandResult | Promise<CommandResult>,
): CommandRow {
  return {
    schema,
    run(input) {
      const parsed = z.safeParse(schema, input)
      return parsed.success ? run(parsed.data) : { error: sentence('command', parsed.error) }
    },
  }
}

const named = z.looseObject({ command: z.string() })

/** What to tell who sent none. */
export const howToCommand = 'send a command by its name, as {"command": "next"}'

/** The row of this name, or one sentence that says which names there are. */
export function commandNamed(table: CommandTable, name: string): CommandRow | { readonly error: string } {
  const row = Object.hasOwn(table, name) ? table[name] : undefined
  const known = Object.keys(table).join(', ')
  return row ?? { error: `unknown command ${JSON.stringify(name.slice(0, 80))}; known are ${known}` }
}

/** Runs `{"command": NAME, …}`, as it stands in the body of `/api/command` and in a `command` message. Never rejects for what came from outside. */
export async function runCommand(table: CommandTable, input: unknown): Promise<CommandResult> {
  const parsed = named.safeParse(input)
  if (!parsed.success) return { error: howToCommand }
  const row = commandNamed(table, parsed.data.command)
  return 'error' in row ? row : row.run(input)
}
