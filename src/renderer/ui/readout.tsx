import type { ReactNode } from 'react'
import type { Frame } from '../scenes/scene'
import { placeReadout } from './place-readout'
import styles from './readout.module.css'

export interface ReadoutProps {
  /** The point that is read, in CSS pixels from the picture's top left corner. */
  readonly x: number
  readonly y: number
  readonly frame: Frame
  readonly children: ReactNode
}

/**
 * What a chart says of the thing under the pointer or the finger. Stands inside the picture's box, whose root
 * is `position: relative`, beside the point and on the side with more room; it never leaves the picture.
 */
export function Readout({ x, y, frame, children }: ReadoutProps) {
  return (
    <div className={styles.readout} style={placeReadout(x, y, frame)} role="status">
      {children}
    </div>
  )
}
