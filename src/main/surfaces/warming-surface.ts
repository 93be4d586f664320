import type { Clock } from '../../shared/clock'
import type { SurfaceSpec } from '../../shared/surface-wire'
import type { Conversations } from './conversations'
import { frameOf, type Surface } from './surface'
import { announcedAt, isOn, MAX_INTERVAL_S, MIN_INTERVAL_S, type Warming } from './warming'

const row = { id: 'cache-warming', region: 'side', title: 'Cache warming', scope: 'conversation' } as const
const TOGGLE = 'cache-warming/toggle'
const SET_INTERVAL = 'cache-warming/set-interval'

export function warmingSurface(conversations: Conversations, clock: Clock): Surface {
  return {
    ...row,
    spec: (id) => (id === null ? unfocused() : specOf(conversations.warming(id), clock)),
    invoke(actionId, payload, id) {
      if (id === null) return 'no conversation is focused: name one in conversationId'
      if (actionId === TOGGLE) return conversations.set(id, { type: 'toggle', payload })
      if (actionId === SET_INTERVAL) return conversations.set(id, { type: 'set-interval', payload })
      return `unknown action; known are ${TOGGLE} and ${SET_INTERVAL}`
    },
  }
}

/** The surface of one conversation's warming; what is due is told as a time of day. */
function specOf(warming: Warming, clock: Clock): SurfaceSpec {
  const { reading, lastWarmAt, note, history } = warming
  const elapsed = clock.elapsed()
  const next = announcedAt(warming, elapsed)
  return {
    ...frameOf(row),
    fields: [
      { kind: 'toggle', label: 'Keep the cache warm', value: isOn(warming), action: { actionId: TOGGLE } },
      {
        kind: 'number',
        label: 'Interval',
        value: warming.intervalS,
        min: MIN_INTERVAL_S,
        max: MAX_INTERVAL_S,
        unit: 's',
        action: { actionId: SET_INTERVAL },
      },
      { kind: 'stat', label: 'Last Cache %', value: percent(reading.cachePct) },
      { kind: 'stat', label: 'Cache retention', value: percent(reading.retentionPct) },
      {
        kind: 'custom',
        rendererId: 'cache-warming-timer',
        payload: { nextWarmAt: next === null ? null : clock.now() + next - elapsed, lastWarmAt },
      },
    ],
    ...(note === null ? {} : { note }),
    ...(history.length === 0 ? {} : { history: [...history] }),
  }
}

function unfocused(): SurfaceSpec {
  return { ...frameOf(row), fields: [{ kind: 'stat', label: 'Conversation', value: 'No conversation is focused' }] }
}

const percent = (value: number | null): string => (value === null ? '—' : `${value}%`)
