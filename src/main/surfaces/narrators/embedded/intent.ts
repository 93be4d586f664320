import type { Names } from './facts'

/** What a question is taken to ask. */
export type Intent =
  | { readonly asks: 'leader' }
  | { readonly asks: 'weakest' }
  | { readonly asks: 'compare'; readonly a: string; readonly b: string }
  | { readonly asks: 'model'; readonly model: string }
  | { readonly asks: 'hosts' }
  | { readonly asks: 'host'; readonly host: string }
  | { readonly asks: 'episodes' }
  | { readonly asks: 'episode'; readonly episode: string }
  | { readonly asks: 'phases' }
  | { readonly asks: 'phase'; readonly phase: string }
  | { readonly asks: 'latency'; readonly model: string }
  /** Which model is at this end of the field. */
  | { readonly asks: 'speed'; readonly end: 'fastest' | 'slowest' }
  /** `sinceMs` is how far back; null is since the last question. */
  | { readonly asks: 'changes'; readonly sinceMs: number | null }
  | { readonly asks: 'totals' }
  /** A scene as a whole: its headline is the answer. */
  | { readonly asks: 'scene'; readonly scene: number }
  /** Names something of this kind that the data do not hold. */
  | { readonly asks: 'missing'; readonly kind: 'host' | 'episode' | 'model' }
  | { readonly asks: 'unknown' }

const CHANGES = /\b(chang\w*|what(?: s| is|s)? new|happened|since|in the last|updates?)\b/
const COMPARES = /\b(compare\w*|vs|versus|against|better|worse|than|difference|differ\w*|ahead of|behind)\b/
const LATENCY = /\b(latenc\w*|fast\w*|slow\w*|quick\w*|speed|throughput|milliseconds?|ms|p50|p95|response times?)\b/
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 }

/** Questions of a general kind, the first that fits. */
const general: readonly (readonly [RegExp, Intent])[] = [
  [/\bhosts?\b|\bmachines?\b|\bfleet\b/, { asks: 'hosts' }],
  [/\bepisodes?\b(?!.*\bhow many\b)/, { asks: 'episodes' }],
  [/\bphases?\b/, { asks: 'phases' }],
  [/\b(alerts?|totals?|bytes|traffic)\b/, { asks: 'totals' }],
  [/\b(profiles?|curves?)\b/, { asks: 'scene', scene: 7 }],
  [/\b(predict\w*|confus\w*|windows?|mistakes?)\b/, { asks: 'scene', scene: 8 }],
  [/\b(embedding|points?|clusters?|scatter|neighbou?rs?)\b/, { asks: 'scene', scene: 11 }],
  [/\b(detections?|detected|live|lanes?)\b/, { asks: 'scene', scene: 13 }],
  [/\b(worst|weakest|lowest)\b/, { asks: 'weakest' }],
  [/\b(lead\w*|best|top|winn?\w*|highest|ahead|models?|macro|f1|score\w*|accura\w*)\b/, { asks: 'leader' }],
]

/** Reads a question. Names are those that the data hold, and are found as whole words, the longest first. */
export function readQuestion(text: string, names: Names): Intent {
  const question = plain(text)
  const said = (list: readonly string[]) => mentioned(question, list)
  const [host] = said(names.hosts)
  const [episode] = said(names.episodes)
  const [phase] = said(names.phases)
  const [a, b] = said(names.models)
  const since = sinceOf(question)
  const scene = /\bscene (\d{1,2})\b/.exec(question)?.[1]
  if (scene !== undefined) return { asks: 'scene', scene: Number(scene) }
  if (since !== null || (CHANGES.test(question) && !a && !host && !episode)) return { asks: 'changes', sinceMs: since }
  if (a && b) return { asks: 'compare', a, b }
  if (a && LATENCY.test(question)) return { asks: 'latency', model: a }
  if (a) return { asks: 'model', model: a }
  if (host) return { asks: 'host', host }
  if (episode) return { asks: 'episode', episode }
  if (/\bhosts?[ _-]?\d/.test(question)) return { asks: 'missing', kind: 'host' }
  if (/\b(ep|episodes?)[ _-]?\d/.test(question)) return { asks: 'missing', kind: 'episode' }
  if (phase) return { asks: 'phase', phase }
  if (LATENCY.test(question)) return { asks: 'speed', end: /\bslow/.test(question) ? 'slowest' : 'fastest' }
  if (/\bhow many episodes\b/.test(question)) return { asks: 'totals' }
  const found = general.find(([words]) => words.test(question))?.[1]
  // Two models are to be compared, and the data hold no two of these names.
  if ((!found || found.asks === 'leader') && COMPARES.test(question)) return { asks: 'missing', kind: 'model' }
  return found ?? { asks: 'unknown' }
}

/** `in the last 5 minutes`, `since 30 s` as milliseconds; null where no time is named. */
function sinceOf(question: string): number | null {
  const match = /\b(?:last|past|since)\s+(\d{1,5})?\s*(s|secs?|seconds?|m|mins?|minutes?|h|hours?)\b/.exec(question)
  const unit = UNITS[match?.[2]?.[0] ?? '']
  return unit === undefined ? null : Number(match?.[1] ?? 1) * unit
}

/** The names that stand in a question, in its order; `knn semi` is knn_semi, and not knn as well. */
function mentioned(question: string, names: readonly string[]): string[] {
  const found: { at: number; name: string }[] = []
  let rest = ` ${plain(question)} `
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    const words = ` ${plain(name)} `
    if (words.trim() === '') continue
    const at = rest.indexOf(words)
    if (at < 0) continue
    found.push({ at, name })
    rest = rest.replaceAll(words, (hit) => ` ${'\u0000'.repeat(hit.length - 2)} `)
  }
  return found.sort((a, b) => a.at - b.at).map(({ name }) => name)
}

/** Lower case, words apart by one space: `KNN-semi?` as `knn semi`. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
