import { z } from 'zod'
import type { Clock } from '../../shared/clock'
import { type CommandRow, commandRow } from '../../shared/command'
import { parseDraft } from '../../shared/draft'
import type { EventDraft } from '../../shared/event'
import type { StickyCache } from '../../shared/sticky-cache'

export interface RemarksOptions {
  read(): StickyCache
  publish(drafts: readonly EventDraft[]): void
  /** Takes an alert off every screen. */
  settle(alert: string): void
  readonly clock: Clock
}

const mark = z.object({ command: z.literal('mark'), label: z.string() })
const dismiss = z.object({ command: z.literal('dismiss'), alert: z.string() })

/** What the presenter says of the stream itself: a marker in it, and an alert that was seen. */
export function remarks({ read, publish, settle, clock }: RemarksOptions): Record<'mark' | 'dismiss', CommandRow> {
  return {
    mark: commandRow(mark, ({ label }) => {
      const marker = parseDraft({ type: 'marker', payload: { label } }, clock.now())
      if ('error' in marker) return marker
      publish([marker.draft])
      return { done: {} }
    }),
    dismiss: commandRow(dismiss, ({ alert }) => {
      const known = read()
        .read('alert')
        .some(({ payload }) => payload.id === alert)
      if (!known) return { error: `there is no alert ${JSON.stringify(alert.slice(0, 80))}` }
      settle(alert)
      return { done: {} }
    }),
  }
}
