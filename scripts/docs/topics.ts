import { payloads } from '../../src/shared/payloads'
import { type TopicName, type TopicRetention, topicNames, topics } from '../../src/shared/topics'
import { count, fields, schemaOf, words } from './json-schema'
import { table } from './markdown'

/** What a schema checks or means beyond what its JSON Schema can say. */
const remarks: { readonly [T in TopicName]?: string } = {
  attack_profile: '`t` in seconds, as many as `value`',
  host_counts: 'at most 256 hosts',
  phase_mix: 'at most 256 phases',
  recent_episodes: '`started_at` as ISO 8601, newest first',
  embedding_snapshot: '`bounds` of the finite rows, per axis; `modified_at` in epoch seconds',
  deck: '`started_at` in epoch seconds',
}

/** How a topic is remembered, in words. */
function retentionWords(rule: TopicRetention): string {
  const ttl = rule.ttl_s === undefined ? '' : `, shown for ${count(rule.ttl_s)} s`
  return ruleWords(rule) + ttl
}

function ruleWords(rule: TopicRetention): string {
  switch (rule.policy) {
    case 'snapshot':
      return 'the newest'
    case 'ring':
      return `the newest ${count(rule.limit)}`
    case 'last-per-key':
      return `the newest per ${keyWords(rule.key)}, ${count(rule.limit)} of them; past that the one longest unchanged goes`
    case 'ring-per-key':
      return `the newest ${count(rule.per_key)} per ${keyWords(rule.key)}, ${count(rule.limit)} in all; past that the oldest of all goes`
    case 'points':
      return `${count(rule.limit)} points: the oldest event goes while the rest still hold as many; a new \`${rule.emptied_by}\` empties it`
  }
}

const keyWords = (key: readonly string[]) => key.map((name) => `\`${name}\``).join(' and ')

/** A row a topic: scene, payload a field a line, and what is remembered. */
export function topicTable(serverOwned: boolean): string {
  const names = topicNames.filter((name) => topics[name].serverOwned === serverOwned)
  const rows = names.map((name) => {
    const { scene, retention } = topics[name]
    return [`\`${name}\``, scene === null ? 'all' : String(scene), payloadWords(name), retentionWords(retention)]
  })
  return table(['type', 'scene', 'payload', 'remembered'], rows)
}

function payloadWords(name: TopicName): string {
  const schema = schemaOf(payloads[name])
  const lines = schema.properties
    ? fields(schema).map(({ name: field, what }) => `\`${field}\`: ${what}`)
    : [words(schema, { points: 'list of 1 to 2,000 such points' })]
  const remark = remarks[name]
  return [...lines, ...(remark ? [`(${remark})`] : [])].join('<br>')
}

/** Who may publish what, in one sentence a side. */
export function ownership(): string {
  const list = (owned: boolean) =>
    topicNames
      .filter((name) => topics[name].serverOwned === owned)
      .map((name) => `\`${name}\``)
      .join(', ')
  return `A producer may publish ${list(false)}. The server alone publishes ${list(true)}: [what they hold](api.md#topics-of-the-server).`
}
