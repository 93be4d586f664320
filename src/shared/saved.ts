import { z } from 'zod'
import { themeNames } from './backgrounds'

/** What a page that was saved to a file is told besides its data: by `lectern export --html`, in the page's own `#saved`. */
const savedSchema = z.object({
  /** The scene that the page shows. */
  scene: z.number().int(),
  /** The talk's scenes in their order; each has a page beside this one. */
  talk: z.array(z.object({ n: z.number().int(), title: z.string() })).min(1),
  theme: z.enum(themeNames),
  /** Colours of the talk's own, by name. */
  palette: z.record(z.string(), z.string()),
})

export type SavedPage = z.infer<typeof savedSchema>

/** The text of the page's block; null where it is none. Never throws. */
export function parseSavedPage(text: string): SavedPage | null {
  try {
    return savedSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** The ids of the blocks in a saved page that its script reads. */
export const savedBlocks = { page: 'saved', snapshot: 'snapshot', embedding: 'embedding' } as const

/** The name of a scene's page, beside which all the others lie. */
export const savedFile = (scene: number): string => `scene-${scene}.html`
export const SAVED_INDEX = 'index.html'
