import { type Clock, timesOfDay } from '../../shared/clock'
import type { SurfaceSpec } from '../../shared/surface-wire'
import type { Conversations } from './conversations'
import { frameOf, type Surface } from './surface'
import { announcedAt, isOn, MAX_INTERVAL_S, MIN_INTERVAL_S, type Warming } from './warming'

const row = { id: 'cache-warming', region: 'side', title: 'Cache warming', scope: 'conversation' } as const
const TOGGLE = 'cache-warming/toggle'
const SET_INTERVAL = 'cache-warming/set-interval'

export function warmingSurface(conversations: Conversations, clock: Clock): Surface {
  const timeOfDay = timesOfDay(clock)
  const told = (warming: Warming) => {
    const next = announcedAt(warming, clock.elapsed())
    return specOf(warming, next === null ? null : timeOfDay(next))
  }
  return {
    ...row,
    spec: (id) => (id === null ? unfocused() : told(conversations.warming(id))),
    invoke(actionId, payload, id) {
      if (id === null) return 'no conversation is focused: name one in conversationId'
      if (actionId === TOGGLE) return conversations.set(id, { type: 'toggle', payload })
      if (actionId === SET_INTERVAL) return conversations.set(id, { type: 'set-interval', payload })
      return `unknown action; known are ${TOGGLE} and ${SET_INTERVAL}`
    },
  }
}

/** The surface of one conversation's warming. `nextWarmAt`: epoch milliseconds. */
function specOf(warming: Warming, nextWarmAt: number | null): SurfaceSpec {
  const { reading, lastWarmAt, note, history } = warming
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
        payload: { nextWarmAt, lastWarmAt },
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
