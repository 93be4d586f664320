import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { defaultRetention, type RetentionTable, type TopicName, topicNames } from '../../shared/topics'
import { limitsSchema } from '../server/limits'

const sceneNumber = z.number().int().min(7).max(13)
const positive = z.number().int().positive()

/** What may be changed of a topic's retention: its bounds, never its policy, because clients know that by protocol. */
const retentionOverride = z.strictObject({
  limit: positive.optional(),
  per_key: positive.optional(),
  ttl_s: z.number().positive().optional(),
})

/** `lectern.yaml`. Every key may be absent. */
export const talkFile = z.strictObject({
  title: z.string().min(1).max(120).default('Lectern'),
  scenes: z
    .array(z.strictObject({ scene: sceneNumber, notes: z.string().max(20_000).optional(), plan: positive.optional() }))
    .min(1)
    .default([7, 8, 9, 10, 11, 12, 13].map((scene) => ({ scene }))),
  retention: z.partialRecord(z.enum(topicNames as [TopicName, ...TopicName[]]), retentionOverride).default({}),
  limits: limitsSchema.prefault({}),
  transports: z
    .array(z.enum(['ws', 'sse', 'poll']))
    .min(1)
    .default(['ws', 'sse', 'poll']),
  poll: z
    .strictObject({
      wait_s: z.number().min(0).max(25).default(25),
      interval_s: z.number().min(0).max(3_600).default(0),
      after_failures: positive.default(3),
    })
    .prefault({}),
  theme: z.enum(['dark', 'light', 'contrast']).default('dark'),
  palette: z.record(z.string(), z.string().regex(/^#[0-9a-f]{6}$/i, 'is not a colour like #56b4e9')).default({}),
  public_url: z.url({ protocol: /^https?$/ }).optional(),
  allowed_origins: z.array(z.url({ protocol: /^https?$/ })).default([]),
  trusted_proxies: z.array(z.string()).default([]),
  embedding: z.string().min(1).optional(),
  narrator: z
    .strictObject({
      kind: z.enum(['embedded', 'anthropic']).default('embedded'),
      model: z.string().optional(),
      base_url: z.url().optional(),
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
  if (broken) return { error: `${place(broken.pos[0])}: ${broken.message.split('\n')[0]}` }
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
    unknownKey === undefined ? issue?.message : `is not a key; allowed are ${allowedAt(issue?.path ?? [])}`
  return { error: `${place(offset)}: ${key}: ${message}` }
}

function allowedAt(path: readonly PropertyKey[]): string {
  const shape = path[0] === undefined ? talkFile.shape : shapeOf(path[0])
  return Object.keys(shape).join(', ')
}

function shapeOf(key: PropertyKey): object {
  switch (key) {
    case 'scenes':
      return { scene: 0, notes: 0, plan: 0 }
    case 'limits':
      return limitsSchema.shape
    case 'poll':
      return { wait_s: 0, interval_s: 0, after_failures: 0 }
    case 'narrator':
      return { kind: 0, model: 0, base_url: 0, api_key: 0 }
    default:
      return retentionOverride.shape
  }
}

/** The table's retention with a talk's overrides; a bound that the policy does not have is an error. */
export function retentionOf(overrides: TalkFile['retention']): { table: RetentionTable } | { error: string } {
  const table: Record<string, RetentionTable[TopicName]> = { ...defaultRetention }
  for (const name of topicNames) {
    const override = overrides[name]
    if (!override) continue
    const rule = defaultRetention[name]
    for (const key of ['limit', 'per_key'] as const) {
      if (override[key] !== undefined && !(key in rule)) {
        return { error: `retention.${name}.${key}: ${name} keeps by "${rule.policy}", which has no ${key}` }
      }
    }
    table[name] = { ...rule, ...override }
  }
  return { table: table as RetentionTable }
}
