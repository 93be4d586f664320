import type { z } from 'zod'
import { knownField, surfaceClientMessage, surfaceServerMessage, turnEvent } from '../../src/shared/surface-wire'
import { clientMessage, pollBody, serverMessage, snapshotBody } from '../../src/shared/wire'
import { fields, type JsonSchema, type Known, schemaOf } from './json-schema'
import { table } from './markdown'

/** Forms that the text around a table explains once. */
const streamWords: Known = {
  cursor: 'cursor',
  events: 'list of events',
  deck: 'a `deck` event',
  retention: '{topic: rule}',
}
const surfaceWords: Known = {
  spec: 'spec',
  event: 'a turn’s event',
  fields: 'list of fields',
  action: '{`actionId` text}',
}

/** Every table of message forms by the name of its place in the documents. */
export function messageTables(): Readonly<Record<string, string>> {
  return {
    'server-messages': forms(serverMessage, 'type', streamWords),
    'client-messages': forms(clientMessage, 'type', { events: 'list of events' }),
    'snapshot-body': form(schemaOf(snapshotBody), streamWords),
    'poll-body': form(schemaOf(pollBody), streamWords),
    'surface-client-messages': forms(surfaceClientMessage, 'type', surfaceWords),
    'surface-server-messages': forms(surfaceServerMessage, 'type', surfaceWords),
    'surface-fields': forms(knownField, 'kind', surfaceWords),
    'turn-events': forms(turnEvent, 'type', surfaceWords),
  }
}

/** A row a member of a union that `tag` tells apart. */
function forms(union: z.core.$ZodType, tag: string, known: Known): string {
  const { oneOf, anyOf = oneOf ?? [] } = schemaOf(union)
  const rows = anyOf.map((member) => [`\`${String(member.properties?.[tag]?.const)}\``, rest(member, tag, known)])
  return table([tag, 'with'], rows)
}

function rest(schema: JsonSchema, tag: string, known: Known): string {
  const others = fields(schema, known).filter(({ name }) => name !== tag)
  return others.map(({ name, what }) => `\`${name}\`: ${what}`).join('<br>') || '—'
}

function form(schema: JsonSchema, known: Known): string {
  return table(
    ['field', 'holds'],
    fields(schema, known).map(({ name, what }) => [`\`${name}\``, what]),
  )
}
