import type { ReactNode } from 'react'
import { sceneTitle } from '../../shared/scene-titles'
import type { StickyCache } from '../../shared/sticky-cache'
import type { TopicName } from '../../shared/topics'
import type { Theme } from '../ui/palette'

/** The room a picture has. The same picture serves the stage, a thumbnail and a phone. */
export interface Frame {
  /** CSS pixels. */
  readonly width: number
  /** CSS pixels. In a column the picture may be taller than this: the page scrolls. */
  readonly height: number
  /** The text unit in CSS pixels: on the stage 1 % of its height (nothing smaller than 1.5 of it), in a column at least 8, so that 1.5 of it is 12 px. */
  readonly unit: number
  /** `stage`: 16:9, one piece. `column`: a phone; laid out anew, one thing under the other. */
  readonly layout: 'stage' | 'column'
  readonly theme: Theme
  /** False in thumbnails: no hover, no focus, no own motion. */
  readonly interactive: boolean
  /** True where `prefers-reduced-motion` asks for it, and in thumbnails: values jump, nothing glides. */
  readonly still: boolean
}

export interface PictureProps<View> {
  readonly view: View
  readonly frame: Frame
}

/** The facts of a picture as a table: its text alternative. */
export interface FactTable {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What keys may ask of the picture of a scene. */
export const sceneActions = [
  ...['turn-left', 'turn-right', 'turn-up', 'turn-down'],
  ...['nearer', 'farther', 'next-colouring', 'previous-colouring'],
] as const
export type SceneAction = (typeof sceneActions)[number]

/** A scene is a value: the stage mounts it, feeds it and unmounts it. Everything but `Picture` is a pure function. */
export interface Scene<View = unknown> {
  readonly n: number
  readonly title: string
  readonly topics: readonly TopicName[]
  /** What the picture draws. `now` is the server's clock in epoch milliseconds. */
  select(replica: StickyCache, now: number): View
  /** Items drawn: `data-count`. */
  count(view: View): number
  /** True where there is something to draw though nothing is counted. */
  worthDrawing?(view: View): boolean
  /** One sentence that is true of the data; null where nothing can be said. */
  headline(view: View): string | null
  facts(view: View): FactTable
  /** The designed empty state: what would stand here, and what fills it. */
  readonly empty: { readonly what: string; readonly how: string }
  /** True where its picture holds buttons: it then names the image in it itself, since nothing inside an image is anybody's to press. */
  readonly hasControls?: boolean
  /** A component. Declared as a method, so that scenes of different views stand in one registry. */
  Picture(props: PictureProps<View>): ReactNode
  /** Fetches what must be there besides the topics before `Picture` can paint: code and data of its own. Never rejects. */
  readonly prepare?: (replica: StickyCache) => Promise<void>
  /** Does what a key of this scene asks, where its picture can be touched. Which keys these are says the table of keys. */
  readonly act?: (action: SceneAction) => void
}

/** A scene under its title, with its view's type closed over, so that scenes of different views stand in one registry. */
export function defineScene<View>(scene: Omit<Scene<View>, 'title'>): Scene<View> {
  return { ...scene, title: sceneTitle(scene.n) }
}
