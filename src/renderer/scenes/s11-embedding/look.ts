import { mix, type Rgb, rgb } from '../../ui/color'
import type { Theme } from '../../ui/palette'
import type { Choice } from './choice'
import { type Cloud, fields } from './cloud'
import { categoryColor, categoryName } from './colors'
import { pack } from './pack'
import { LEVELS } from './projection'

/** How the points look: which of their bytes is their colour, and what it is. */
export interface Look {
  /** Place of the byte in a point's codes. */
  readonly field: number
  /** Colours as ImageData holds them, at `level << 9 | train << 8 | code`; 0 is not drawn. Read by both painters: as numbers by the one, as a texture of 512 x LEVELS by the other. */
  readonly palette: Uint32Array
  readonly background: number
}

/** How much of the background shines through a train point. */
const TRAIN_DIMNESS = 0.36
/** How much of the background shines through the point farthest back. */
const FAR_DIMNESS = 0.62

export function createLook(cloud: Cloud, choice: Choice, theme: Theme): Look {
  const palette = new Uint32Array(512 * LEVELS)
  const background = rgb(theme.background)
  const counts = cloud.counts[choice.field]
  for (let key = 0; key < 512; key++) {
    const code = key & 255
    const train = key > 255
    if (
      !counts[key] ||
      choice.hidden.has(categoryName(cloud, choice.field, code)) ||
      choice.split === (train ? 'test' : 'train')
    )
      continue
    const own = rgb(categoryColor(cloud, choice.field, code, theme))
    const colour = train ? mix(own, background, TRAIN_DIMNESS) : own
    for (let level = 0; level < LEVELS; level++) palette[(level << 9) | key] = pack(faded(colour, background, level))
  }
  return { field: fields.indexOf(choice.field), palette, background: pack(background) }
}

function faded(colour: Rgb, background: Rgb, level: number): Rgb {
  return mix(colour, background, FAR_DIMNESS * (level / (LEVELS - 1)) ** 1.4)
}
