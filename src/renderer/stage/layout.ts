import { SMALLEST_STAGE } from '../../shared/screens'
import type { Frame } from '../scenes/scene'
import type { Theme } from '../ui/palette'
import type { Viewport } from '../ui/use-viewport'

/** A box in CSS pixels from the viewport's top left corner. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** How the viewport is used, and one percent of the stage's height in CSS pixels. */
export type Layout =
  | { readonly kind: 'stage'; readonly box: Box; readonly unit: number }
  | { readonly kind: 'column'; readonly box: Box; readonly unit: number }

/** A listener's tablet held upright: the stage would fill two fifths of it. */
const UPRIGHT_COLUMN_BELOW = 900
const COLUMN_UNIT = 8

/** Room around and between the parts of the stage, in units. */
const stageRoom = { side: 4.5, top: 17.5, bottom: 8 } as const
/** Room beside the picture of a column, and what its header and its bar take, in CSS pixels. */
const columnRoom = { side: 16, header: 116, bar: 64 } as const

/** The stage is one piece of 16:9, as large as fits; a narrow viewport gets a column instead. */
export function layoutOf({ width, height }: Viewport, view: 'stage' | 'audience'): Layout {
  const columnBelow = view === 'audience' && height > width ? UPRIGHT_COLUMN_BELOW : SMALLEST_STAGE.width
  if (width < columnBelow || height < SMALLEST_STAGE.height) {
    return { kind: 'column', box: { left: 0, top: 0, width, height }, unit: COLUMN_UNIT }
  }
  return stageIn({ left: 0, top: 0, width, height })
}

/** The largest stage inside a box, in whole pixels: half ones would blur every line. */
export function stageIn({ left, top, width, height }: Box): Layout {
  const wide = Math.min(width, Math.floor((height * 16) / 9))
  const high = Math.min(height, Math.floor((wide * 9) / 16))
  const box = {
    left: left + Math.floor((width - wide) / 2),
    top: top + Math.floor((height - high) / 2),
    width: wide,
    height: high,
  }
  return { kind: 'stage', box, unit: high / 100 }
}

export interface FrameOptions {
  readonly theme: Theme
  readonly interactive: boolean
  readonly still: boolean
}

/** The room that the picture has. */
export function frameOf({ kind, box, unit }: Layout, { theme, interactive, still }: FrameOptions): Frame {
  const room =
    kind === 'stage'
      ? {
          width: Math.floor(box.width - 2 * stageRoom.side * unit),
          height: Math.floor(box.height - (stageRoom.top + stageRoom.bottom) * unit),
        }
      : {
          width: box.width - 2 * columnRoom.side,
          height: Math.max(320, box.height - columnRoom.header - columnRoom.bar),
        }
  return { ...room, unit, layout: kind, theme, interactive, still }
}

/** Size of a headline in units: long sentences are set smaller, so that they stay on one line of the stage. */
export function headlineSize(characters: number): number {
  const fits = stageRoomWidth / Math.max(1, characters) / 0.53
  return Math.max(2.6, Math.min(4.4, fits))
}

/** As many lines of it as end above the picture: a long name at a sentence's beginning takes none of what it says. */
export const headlineLines = (size: number): number => Math.max(1, Math.floor(headlineRoom / (1.25 * size)))

/** Between the sides of a stage, in units. */
const stageRoomWidth = 1600 / 9 - 2 * stageRoom.side

/** From under a scene's title to its picture, in units. */
const headlineRoom = 8.6

/** The grid of the overview: as many columns as make the thumbnails largest. */
export function gridOf(
  count: number,
  { width, height }: Viewport,
  gap: number,
): { readonly columns: number; readonly cells: readonly Box[] } {
  let best = { columns: 1, wide: 0 }
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns)
    const byWidth = (width - gap * (columns + 1)) / columns
    const byHeight = (((height - gap * (rows + 1)) / rows) * 16) / 9
    const wide = Math.floor(Math.min(byWidth, byHeight))
    if (wide > best.wide) best = { columns, wide }
  }
  const { columns, wide } = best
  const high = Math.floor((wide * 9) / 16)
  const rows = Math.ceil(count / columns)
  const left = Math.floor((width - columns * wide - (columns - 1) * gap) / 2)
  const top = Math.floor((height - rows * high - (rows - 1) * gap) / 2)
  const cells = Array.from({ length: count }, (_, i) => ({
    left: left + (i % columns) * (wide + gap),
    top: top + Math.floor(i / columns) * (high + gap),
    width: wide,
    height: high,
  }))
  return { columns, cells }
}

/** The overview of a column: one thumbnail under the other; the page scrolls. */
export function columnGrid(count: number, { width }: Viewport, gap: number): ReturnType<typeof gridOf> {
  const wide = width - 2 * gap
  const high = Math.floor((wide * 9) / 16)
  const cells = Array.from({ length: count }, (_, i) => ({
    left: gap,
    top: gap + i * (high + gap),
    width: wide,
    height: high,
  }))
  return { columns: 1, cells }
}
