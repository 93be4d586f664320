import { select as selectScores } from '../../../../renderer/scenes/s09-model-scores/select'
import { select as selectSpeeds } from '../../../../renderer/scenes/s12-performance/select'
import type { StickyCache } from '../../../../shared/sticky-cache'
import { topicNames, topics } from '../../../../shared/topics'
import type { Question } from '../narrator'
import { changes } from './about-changes'
import { hosts, latestEpisode, oneEpisode, oneHost, onePhase, phases, totals } from './about-fleet'
import { compareScores, compareSpeeds, endOf, leader, scoreOf, speedOf, weakest } from './about-models'
import { namesIn } from './facts'
import { type Intent, readQuestion } from './intent'
import { type Statement, sentenceOf } from './say'

/** What the scenes say of the data themselves: one true sentence each. */
interface Headline {
  readonly scene: number
  readonly text: string
}
export type Headlines = (replica: StickyCache, now: number) => readonly Headline[]

/** How far back "what changed" looks where there was no question before, in milliseconds. */
const DEFAULT_SINCE_MS = 5 * 60_000

const MISSING: Readonly<Record<'host' | 'episode' | 'model', Statement>> = {
  host: { text: 'No host of that name is in the data', source: 'host_counts' },
  episode: { text: 'That episode is not among those that are retained', source: 'recent_episodes' },
  model: { text: 'I do not find two models of those names to compare', source: 'model_metric' },
}

/** The answer, from the data alone; every sentence names its topic. */
export function answer({ text, history, replica, now }: Question, headlines: Headlines): string {
  const intent = readQuestion(text, namesIn(replica))
  if (intent.asks === 'unknown') return doNotKnow(headlines(replica, now))
  if (intent.asks === 'changes') return whatChanged(intent.sinceMs, { history, replica, now })
  if (intent.asks === 'scene') return ofScene(intent.scene, headlines(replica, now))
  const facts = statements(intent, replica, now).map(sentenceOf).join(' ')
  return /^\s*(why|how come)\b/i.test(text) ? `I do not know why; the data say only what is. ${facts}` : facts
}

type OfTopics = Exclude<Intent, { asks: 'unknown' | 'changes' | 'scene' }>

function statements(intent: OfTopics, replica: StickyCache, now: number): Statement[] {
  const scores = selectScores(replica, now)
  const { models: speeds } = selectSpeeds(replica, now)
  switch (intent.asks) {
    case 'leader':
      return [leader(scores)]
    case 'weakest':
      return [weakest(scores)]
    case 'compare':
      return [compareScores(scores, intent.a, intent.b), ...compareSpeeds(speeds, intent.a, intent.b)]
    case 'model': {
      const isTimed = speeds.some(({ model }) => model === intent.model)
      return [scoreOf(scores, intent.model), ...(isTimed ? [speedOf(speeds, intent.model)] : [])]
    }
    case 'latency':
      return [speedOf(speeds, intent.model)]
    case 'speed':
      return [endOf(speeds, intent.end)]
    case 'hosts':
      return hosts(replica)
    case 'host':
      return oneHost(replica, intent.host)
    case 'episodes':
      return latestEpisode(replica)
    case 'episode':
      return oneEpisode(replica, intent.episode)
    case 'phases':
      return phases(replica)
    case 'phase':
      return onePhase(replica, intent.phase)
    case 'totals':
      return totals(replica)
    case 'missing':
      return [MISSING[intent.kind]]
  }
}

function whatChanged(sinceMs: number | null, { history, replica, now }: Omit<Question, 'text'>): string {
  const last = history.at(-1)?.askedAt
  const since = sinceMs === null ? (last ?? now - DEFAULT_SINCE_MS) : now - sinceMs
  const when =
    sinceMs !== null ? 'In that time' : last === undefined ? 'In the last minutes' : 'Since your last question'
  const news = changes(replica, since)
  if (news.length === 0) return `${when} nothing of the data changed (all topics).`
  return `${when}: ${news.map(sentenceOf).join(' ')}`
}

function ofScene(scene: number, headlines: readonly Headline[]): string {
  if (sourcesOf(scene) === '') return doNotKnow(headlines)
  const own = headlines.find((headline) => headline.scene === scene)
  const text = own ? bare(own.text) : 'There is nothing to say of it yet'
  return `${text} (${sourcesOf(scene)}, scene ${scene}).`
}

function doNotKnow(headlines: readonly Headline[]): string {
  const first = 'I do not know that from the data on the screen.'
  if (headlines.length === 0) return `${first} No scene has anything to say yet.`
  const each = headlines.map(({ scene, text }) => `${bare(text)} (${sourcesOf(scene)}, scene ${scene}).`)
  return `${first} What it shows: ${each.join(' ')}`
}

/** The topics that a scene draws. */
const sourcesOf = (scene: number): string => topicNames.filter((topic) => topics[topic].scene === scene).join(', ')

const bare = (text: string): string => text.replace(/[.\s]+$/, '')
