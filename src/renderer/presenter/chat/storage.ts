import * as z from 'zod/mini'
import { MAX_TABS, newTab, newTabs, type Tabs } from './tabs'
import { MAX_TURNS } from './transcript'

const KEY = 'lectern.conversations'

const turn = z.object({
  turnId: z.string(),
  question: z.string(),
  answer: z.string(),
  scenes: z.array(z.number()),
  state: z.discriminatedUnion('at', [
    z.object({ at: z.literal('running') }),
    z.object({ at: z.literal('cut') }),
    z.object({ at: z.literal('done'), reason: z.enum(['complete', 'length', 'stopped', 'aborted', 'error']) }),
  ]),
})

const tab = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  transcript: z.array(turn).check(z.maxLength(MAX_TURNS)),
})
const kept = z.object({
  tabs: z.array(tab).check(z.minLength(1), z.maxLength(MAX_TABS)),
  focused: z.string(),
  closing: z.array(z.string()).check(z.maxLength(16)),
})

/** What of the conversations outlives a reload: the server keeps them, this page keeps what was said. */
export function freeze({ tabs, focused, closing }: Tabs): string {
  return JSON.stringify({ tabs: tabs.map(({ id, transcript }) => ({ id, transcript })), focused, closing })
}

/** The conversations that were kept, or one new one named `fresh` where there is nothing to read. Never throws. */
export function thaw(text: string | null, fresh: string): Tabs {
  let value: unknown
  try {
    value = JSON.parse(text ?? '')
  } catch {
    return newTabs(fresh)
  }
  const parsed = kept.safeParse(value)
  const [first, ...rest] = parsed.success ? parsed.data.tabs.map((tab) => ({ ...newTab(tab.id), ...tab })) : []
  if (!parsed.success || !first) return newTabs(fresh)
  return { tabs: [first, ...rest], focused: parsed.data.focused, closing: parsed.data.closing }
}

/** Where it is kept: this browser, for this server. A browser that keeps nothing is no error. */
export const browserShelf = {
  read(): string | null {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null
    }
  },
  write(text: string): void {
    try {
      localStorage.setItem(KEY, text)
    } catch {
      // Full, or forbidden: a reload then begins anew.
    }
  },
}
