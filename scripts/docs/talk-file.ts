import { talkFile } from '../../src/main/config/talk-file'
import { count, type JsonSchema, schemaOf, words } from './json-schema'
import { table } from './markdown'

/** What each key is for. A key without a line here, or a line without a key, breaks the generation. */
const purposes: Readonly<Record<string, string>> = {
  title: 'the talk’s name, in the window and on the page',
  'scenes[].scene': 'a scene of the talk; their order is the order of the talk',
  'scenes[].notes': 'Markdown for the presenter alone',
  'scenes[].plan': 'seconds that are meant for the scene',
  'retention.TOPIC.limit':
    'how much is remembered of a topic, where its [retention](producers.md#topics) has a limit; at most 16 times that',
  'retention.TOPIC.per_key': 'how much of each key; at most 16 times its default',
  'retention.TOPIC.ttl_s': 'hides values that are older, in seconds; removes nothing',
  'limits.audience_message': 'bytes of a message of an audience client, and of a small body',
  'limits.producer_message': 'bytes of a message or body of a producer or presenter',
  'limits.upload': 'bytes of an uploaded embedding',
  'limits.clients': 'clients of the stream at once',
  'limits.audience_messages_per_minute': 'messages of one audience client',
  'limits.commands_per_minute': 'commands of all presenters together',
  'limits.requests_per_minute':
    'requests of one address; a whole room may share one. Who publishes or commands is not counted',
  'limits.strings': 'characters of a string or key of an event',
  'limits.arrays': 'items of an array, keys of an object',
  'limits.events_per_publish': 'events of one body or message',
  'limits.connections': 'open connections, idle ones too',
  'limits.depth': 'levels of nesting',
  'limits.journal_events': 'events back to which a client resumes without a gap',
  'limits.journal_bytes': 'bytes of these events; the smaller bound counts',
  transports: 'what a page tries, in this order',
  'poll.wait_s': 'seconds that a poll waits for news; with `interval_s` together 1 or more',
  'poll.interval_s': 'seconds between two polls; with `wait_s` together 1 or more',
  'poll.after_failures': 'failures in a row after which a page takes the next transport',
  theme: 'the colours: `contrast` for weak projectors, `light` for bright rooms',
  palette: 'by name a colour, `#56b4e9`, for a model, profile, phase, label or host of that name',
  public_url: 'the address that the audience uses, without a path; also `--public-url`',
  allowed_origins: 'other origins whose pages may ask; also `--allow-origin`',
  trusted_proxies: 'addresses or networks (`10.0.0.0/8`) whose `X-Forwarded-*` counts',
  embedding: 'another file than `knn_v1.parquet`, relative to the data directory or absolute',
  'narrator.kind': 'who answers questions: the program itself, or the Messages API',
  'narrator.model': 'the model of the Messages API',
  'narrator.base_url': 'another address of it; also `ANTHROPIC_BASE_URL`',
  'narrator.api_key': 'its key; also `ANTHROPIC_API_KEY`',
}

/** Every key of `lectern.yaml`: what it takes, what it is without a word, and what it is for. */
export function talkFileTable(): string {
  const keys = [...leaves('', schemaOf(talkFile))]
  const orphan = Object.keys(purposes).find((key) => !keys.some((leaf) => leaf.key === key))
  if (orphan) throw new Error(`lectern.yaml has no key ${orphan}`)
  const rows = keys.map(({ key, schema, fallback }) => {
    const purpose = purposes[key]
    if (!purpose) throw new Error(`nothing says what ${key} of lectern.yaml is for`)
    return [`\`${key}\``, words(schema), shown(fallback), purpose]
  })
  return table(['key', 'takes', 'default', 'is'], rows)
}

interface Leaf {
  readonly key: string
  readonly schema: JsonSchema
  readonly fallback: unknown
}

function* leaves(path: string, schema: JsonSchema): Iterable<Leaf> {
  const open = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null
  if (schema.properties) {
    for (const [name, value] of Object.entries(schema.properties)) yield* leaves(path ? `${path}.${name}` : name, value)
  } else if (schema.items?.properties) yield* leaves(`${path}[]`, schema.items)
  else if (open?.properties) yield* leaves(`${path}.TOPIC`, open)
  else yield { key: path, schema, fallback: schema.default }
}

function shown(fallback: unknown): string {
  if (fallback === undefined) return ''
  return typeof fallback === 'number' ? count(fallback) : `\`${JSON.stringify(fallback)}\``
}
