import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'

/** How long to wait for an animation frame; a hidden page gets none. */
export const NO_FRAME_MS = 250

/** Where frames come from: the browser, or a test. */
export interface FrameSource {
  requestFrame(call: () => void): Dispose
}

export const animationFrames: FrameSource = {
  requestFrame(call) {
    const id = requestAnimationFrame(() => call())
    return () => cancelAnimationFrame(id)
  },
}

/** However often it is asked, `call` runs once per animation frame, or soon where there are no frames. */
export function oncePerFrame(call: () => void, frames: FrameSource, clock: Clock): () => void {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    const run = () => {
      cancelFrame()
      cancelTimer()
      asked = false
      call()
    }
    const cancelFrame = frames.requestFrame(run)
    const cancelTimer = clock.after(NO_FRAME_MS, run)
  }
}
