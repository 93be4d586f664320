import * as z from 'zod/mini'
import { useFetched } from '../use-fetched'

const scriptSchema = z.object({
  scenes: z.array(z.object({ scene: z.number(), notes: z.optional(z.string()), plan: z.optional(z.number()) })),
})
/** What the presenter alone sees of each scene. */
export type Script = z.infer<typeof scriptSchema>['scenes']

const none: Script = []

/** Notes and plan; empty until they are there. */
export function useScript(): Script {
  return useFetched('/api/talk', scriptSchema)?.scenes ?? none
}
