import * as z from 'zod/mini'
import { themeNames } from './backgrounds'
import { sceneNumbers } from './scene-titles'
import { networkTransports } from './transports'
import { roles } from './wire'

export const views = ['stage', 'presenter', 'audience'] as const

/** What the server writes into the page, so that the page knows it before its first request. */
const bootSchema = z.object({
  title: z.string(),
  /** The talk's scenes in their order. */
  scenes: z.array(z.int()),
  theme: z.enum(themeNames),
  /** Colours of the talk's own, by the name of a model, profile, phase, label or host. */
  palette: z._default(z.record(z.string(), z.string()), {}),
  view: z.enum(views),
  /** Null for who has yet to bring a token. */
  role: z.nullable(z.enum(roles)),
  /** The address of the QR code, or why there is none. */
  join: z.union([z.object({ url: z.string() }), z.object({ why: z.string() })]),
  /** In order of preference. */
  transports: z.array(z.enum(networkTransports)).check(z.minLength(1)),
  poll: z.object({ wait_s: z.number(), interval_s: z.number(), after_failures: z.int() }),
})

/** What the page is told before its first request, as JSON in `#boot`. */
export type Boot = Readonly<z.infer<typeof bootSchema>>

/** What of it is the same for every page. */
export type Talk = Omit<Boot, 'view' | 'role' | 'join'>

const fallback: Boot = {
  title: 'Lectern',
  scenes: [...sceneNumbers],
  theme: 'dark',
  palette: {},
  view: 'audience',
  role: 'audience',
  join: { why: 'This page was not told its address.' },
  transports: [...networkTransports],
  poll: { wait_s: 25, interval_s: 0, after_failures: 3 },
}

/** The text of the page's boot block; a page without one, or with a broken one, is an audience's. Never throws. */
export function parseBoot(text: string | null): Boot {
  try {
    return bootSchema.parse(JSON.parse(text ?? ''))
  } catch {
    return fallback
  }
}
