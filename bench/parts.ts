import type { Part } from './part'
import { fanOut } from './parts/fan-out'
import { feeder } from './parts/feeder'
import { firstFrame } from './parts/first-frame'
import { idle } from './parts/idle'
import { join } from './parts/join'
import { phone } from './parts/phone'
import { pixel } from './parts/pixel'
import { recording } from './parts/recording'
import { relay } from './parts/relay'
import { renderer } from './parts/renderer'
import { scatter } from './parts/scatter'
import { seek } from './parts/seek'
import { trickle } from './parts/trickle'

/** In the order they run. */
export const parts: readonly Part[] = [
  ...[fanOut, trickle, join, idle, feeder],
  ...[recording, seek, relay],
  ...[scatter, firstFrame, pixel, phone, renderer],
]
