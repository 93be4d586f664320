import type { Frame } from '../scenes/scene'
import { clamp } from './numbers'

export interface ReadoutPlace {
  readonly left?: number
  readonly right?: number
  readonly top?: number
  readonly bottom?: number
  readonly maxWidth: number
  readonly fontSize: number
}

/** Beside the point, into the half with more room, so that no measuring is needed to stay inside the frame. */
export function placeReadout(x: number, y: number, frame: Pick<Frame, 'width' | 'height' | 'unit'>): ReadoutPlace {
  const gap = frame.unit * 1.4
  const at = { x: clamp(x, 0, frame.width), y: clamp(y, 0, frame.height) }
  const onRight = at.x <= frame.width / 2
  const below = at.y <= frame.height / 2
  const room = (onRight ? frame.width - at.x : at.x) - gap
  return {
    ...(onRight ? { left: at.x + gap } : { right: frame.width - at.x + gap }),
    ...(below ? { top: at.y + gap } : { bottom: frame.height - at.y + gap }),
    maxWidth: Math.max(0, Math.min(room, frame.unit * 60)),
    fontSize: frame.unit * 1.9,
  }
}
