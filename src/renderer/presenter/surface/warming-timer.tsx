import * as z from 'zod/mini'
import { useDashboard } from '../../store/use-dashboard'
import { ago } from '../../ui/format'
import { countdownText } from './countdown'
import { Stat } from './field-view'

/** Epoch milliseconds by the server's clock. */
const payloadSchema = z.object({ nextWarmAt: z.nullable(z.number()), lastWarmAt: z.nullable(z.number()) })

/** When the cache was last warmed, and when it will be. */
export function WarmingTimer({ payload }: { readonly payload: unknown }) {
  const now = useDashboard((state) => state.now)
  const parsed = payloadSchema.safeParse(payload)
  if (!parsed.success) return null
  const { nextWarmAt, lastWarmAt } = parsed.data
  return (
    <>
      <Stat label="Next warm">
        <span data-countdown={nextWarmAt ?? ''}>{countdownText(nextWarmAt, now)}</span>
      </Stat>
      <Stat label="Last warm">{lastWarmAt === null ? '—' : ago((now - lastWarmAt) / 1000)}</Stat>
    </>
  )
}
