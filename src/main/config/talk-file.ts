import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { themeNames } from '../../shared/backgrounds'
import { whatIsWrong } from '../../shared/issue'
import { sceneNumbers } from '../../shared/scene-titles'
import { defaultRetention, type RetentionTable, type TopicName, topicNames } from '../../shared/topics'
import { networkTransports } from '../../shared/transports'
import { networkOf } from '../addresses'
import { limitsSchema, MOST_TIMES_DEFAULT } from '../server/limits'
import { originOf } from './origin'

const sceneNumber = z.literal(sceneNumbers, `is not a scene; use one of ${sceneNumbers.join(', ')}`)
const isSeconds = 'is not a whole number of seconds; write two minutes as 120'
const positive = z.number().int().positive()
const web = (example: string) =>
  z.url({ protocol: /^https?$/, error: `is not an address like ${example}; begin it with https:// or http://` })

const isNoOrigin = 'is no origin; write one, without a path, like https://example.org'

const sceneEntry = z.strictObject(
  {
    scene: sceneNumber,
    notes: z.string().max(20_000).optional(),
    plan: z.int(isSeconds).positive(isSeconds).optional(),
  },
  { error: ({ code }) => (code === 'invalid_type' ? 'is not an entry; write it as {scene: 9}' : undefined) },
)

/** What may be changed of a topic's retention: its bounds, never its policy, because clients know that by protocol. */
const retentionOverride = z.strictObject({
  limit: positive.optional(),
  per_key: positive.optional(),
  ttl_s: z.number().positive().optional(),
})

/** A bound that the topic's policy does not have, or far above its own, is none. */
function boundsThatFit(
  overrides: Partial<Record<TopicName, z.infer<typeof retentionOverride>>>,
  context: z.RefinementCtx,
): void {
  for (const name of topicNames) {
    const usual: Partial<Record<'limit' | 'per_key' | 'ttl_s', number>> = defaultRetention[name]
    for (const key of ['limit', 'per_key'] as const) {
      const asked = overrides[name]?.[key]
      const own = usual[key]
      if (asked === undefined) continue
      const refuse = (message: string) => context.addIssue({ code: 'custom', path: [name, key], message })
      if (own === undefined) {
        refuse(`${name} keeps by "${defaultRetention[name].policy}", which has no ${key}; leave it out`)
      } else if (asked > MOST_TIMES_DEFAULT * own) {
        refuse(`is more than a page should hold; use at most ${(MOST_TIMES_DEFAULT * own).toLocaleString('en')}`)
      }
    }
  }
}

/** Refuses what is named a second time; `field` is where an entry has its name. */
const eachOnce =
  <Entry>(nameOf: (entry: Entry) => string | number, ...field: string[]) =>
  (entries: readonly Entry[], context: z.RefinementCtx): void => {
    const names = entries.map(nameOf)
    for (const [at, name] of names.entries()) {
      if (names.indexOf(name) === at) continue
      context.addIssue({ code: 'custom', path: [at, ...field], message: `${name} is there twice; keep one of them` })
    }
  }

/** `lectern.yaml`. Every key may be absent. */
export const talkFile = z.strictObject({
  title: z.string().min(1).max(120).default('Lectern'),
  scenes: z
    .array(sceneEntry)
    .min(1, 'is empty; leave it out for all of them')
    // Next and previous go by the scene's number: from the second place they would lead back to the first.
    .superRefine(eachOnce(({ scene }) => scene, 'scene'))
    .default(sceneNumbers.map((scene) => ({ scene }))),
  retention: z
    .partialRecord(z.enum(topicNames as [TopicName, ...TopicName[]]), retentionOverride)
    .superRefine(boundsThatFit)
    .default({}),
  limits: limitsSchema.prefault({}),
  transports: z
    .array(z.enum(networkTransports))
    .min(1)
    .superRefine(eachOnce((name) => name))
    .default([...networkTransports]),
  poll: z
    .strictObject({
      wait_s: z.number().min(0).max(25).default(25),
      interval_s: z.number().min(0).max(3_600).default(0),
      after_failures: positive.default(3),
    })
    .refine(
      ({ wait_s, interval_s }) => wait_s + interval_s >= 1,
      'asks too often; let wait_s and interval_s be 1 or more together',
    )
    .prefault({}),
  theme: z.enum(themeNames).default('dark'),
  palette: z.record(z.string(), z.string().regex(/^#[0-9a-f]{6}$/i, 'is not a colour like #56b4e9')).default({}),
  public_url: web('https://talk.example.org')
    .refine((text) => originOf(text) !== null, 'has a path; write it like https://talk.example.org')
    .optional(),
  allowed_origins: z
    .array(z.url({ protocol: /^https?$/, error: isNoOrigin }).refine((text) => originOf(text) !== null, isNoOrigin))
    .default([]),
  trusted_proxies: z
    .array(z.string().refine((text) => networkOf(text) !== null, 'is neither an address nor a network like 10.0.0.0/8'))
    .default([]),
  embedding: z.string().min(1).optional(),
  narrator: z
    .strictObject({
      kind: z.enum(['embedded', 'anthropic']).default('embedded'),
      model: z.string().optional(),
      base_url: web('https://api.anthropic.com').optional(),
      api_key: z.string().optional(),
    })
    .prefault({}),
})

export type TalkFile = z.infer<typeof talkFile>

export const defaultTalk: TalkFile = talkFile.parse({})

/** The text of a `lectern.yaml`; an error is one sentence with file, line, column, key, and what is allowed there. */
export function parseTalkFile(text: string, file: string): { readonly talk: TalkFile } | { readonly error: string } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  const broken = document.errors[0]
  if (broken) {
    // Its place stands in front already, as that of every other mistake.
    const [what = ''] = broken.message.split('\n')
    return { error: `${place(broken.pos[0])}: ${what.replace(/ at line \d+, column \d+:?$/, '')}` }
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch (error) {
    return { error: `${file}: ${error instanceof Error ? error.message : 'cannot be read'}` }
  }
  const result = talkFile.safeParse(value)
  if (result.success) return { talk: result.data }
  const issue = result.error.issues[0]
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = [...(issue?.path ?? []), ...(unknownKey === undefined ? [] : [unknownKey])].map((part) =>
    typeof part === 'symbol' ? String(part) : part,
  )
  const node = document.getIn(path, true) ?? document.getIn(path.slice(0, -1), true)
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null
  const offset = Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0
  const key = path.join('.') || 'the file'
  const message =
    unknownKey === undefined
      ? whatIsWrong(result.error.issues).message
      : `is not a key; allowed are ${keysAt(talkFile, issue?.path ?? []).join(', ')}`
  return { error: `${place(offset)}: ${key}: ${message}` }
}

/** The keys that a schema takes at a path; none where it takes any, or is no mapping there. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return keysAt(schema.unwrap(), path)
  }
  const [key, ...rest] = path
  if (schema instanceof z.ZodObject) {
    return key === undefined ? Object.keys(schema.shape) : keysAt(schema.shape[String(key)], rest)
  }
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest)
  if (!(schema instanceof z.ZodRecord)) return []
  if (key !== undefined) return keysAt(schema.valueType, rest)
  return schema.keyType instanceof z.ZodEnum ? schema.keyType.options.map(String) : []
}

/** The table's retention with a talk's overrides. */
export function retentionOf(overrides: TalkFile['retention']): RetentionTable {
  const table: Record<string, RetentionTable[TopicName]> = { ...defaultRetention }
  for (const name of topicNames) table[name] = { ...defaultRetention[name], ...overrides[name] }
  return table as RetentionTable
}
