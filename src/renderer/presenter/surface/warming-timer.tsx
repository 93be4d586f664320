import * as z from 'zod/mini'
import { ago } from '../../../shared/format'
import { useDashboard } from '../../store/use-dashboard'
import { countdownText } from './countdown'
import { Stat } from './field-view'

/** Epoch milliseconds by the server's clock. */
const payloadSchema = z.object({ nextWarmAt: z.nullable(z.number()), lastWarmAt: z.nullable(z.number()) })
const nothing = { nextWarmAt: null, lastWarmAt: null }

/** When the cache was last warmed, and when it will be. */
export function WarmingTimer({ payload }: { readonly payload: unknown }) {
  const known = payloadSchema.safeParse(payload).data
  const { nextWarmAt, lastWarmAt } = known ?? nothing
  // As texts, so that it is drawn when one of them changes, and not with every frame.
  const next = useDashboard(({ now }) => countdownText(nextWarmAt, now))
  const last = useDashboard(({ now }) => (lastWarmAt === null ? '—' : ago((now - lastWarmAt) / 1000)))
  if (!known) return null
  return (
    <>
      <Stat label="Next warm">
        <span data-countdown={nextWarmAt ?? ''}>{next}</span>
      </Stat>
      <Stat label="Last warm">{last}</Stat>
    </>
  )
}
