import { type RefObject, useLayoutEffect, useRef } from 'react'
import { systemClock } from '../../../shared/clock'
import { disposeAll } from '../../../shared/dispose'
import { cameraSteps } from './camera'
import { createEasel, type Easel, type Scenery } from './easel'
import { listenForGestures } from './gestures'
import { hasGpu } from './gpu-probe'
import type { Keys } from './keys'
import type { Memory } from './memory'
import type { Marks } from './overlay'
import type { Projection } from './projection'
import { createSoftwarePainter } from './software-painter'
import { painterChoice, startTakeover } from './takeover'

/** What the pointer is at, in CSS pixels of the canvas, as the canvas was painted. */
export interface Pointed {
  readonly x: number
  readonly y: number
  readonly projection: Projection
}

interface EaselProps {
  readonly host: RefObject<HTMLElement | null>
  readonly memory: Memory
  readonly keys: Keys
  /** Without it there are no gestures, no GPU and fewer points: a thumbnail. */
  readonly interactive: boolean
  readonly scenery: Scenery
  readonly marks: Marks
  /** Has to stay the same function. */
  readonly point: (pointed: Pointed | null) => void
}

/** A thumbnail has room for no more points than this. */
const THUMBNAIL_POINTS = 40_000

/** Paints into `host` from React's first commit on, before the browser shows it. */
export function useEasel({ host, memory, keys, interactive, scenery, marks, point }: EaselProps): void {
  const easel = useRef<Easel | null>(null)
  useLayoutEffect(() => {
    if (!host.current) return
    const undo = start(host.current, memory, keys, interactive, point)
    easel.current = undo.easel
    return () => {
      easel.current = null
      undo.dispose()
    }
  }, [host, memory, keys, interactive, point])
  useLayoutEffect(() => easel.current?.mark(marks), [marks])
  // `interactive` because another easel has not seen the scenery yet.
  useLayoutEffect(() => easel.current?.show(scenery), [scenery, interactive])
}

function start(host: HTMLElement, memory: Memory, keys: Keys, interactive: boolean, point: EaselProps['point']) {
  const software = createSoftwarePainter()
  const easel = createEasel({ host, painter: software, memory, ...(interactive ? {} : { most: THUMBNAIL_POINTS }) })
  const undos = [software.dispose, easel.dispose]
  if (interactive) {
    undos.push(
      listenForGestures(host, {
        move: easel.move,
        point(at) {
          const projection = easel.projection()
          point(at && projection && { ...at, projection })
        },
      }),
      keys.listen((action) => {
        const step = cameraSteps[action]
        if (step) easel.move(step)
      }),
      afterFirstFrame(() =>
        startTakeover({
          choice: painterChoice(location.search),
          hasGpu,
          createGpu: async (lost) => (await import('./gpu-painter')).createGpuPainter(host, lost),
          software,
          use: easel.use,
          clock: systemClock,
          random: Math.random,
        }),
      ),
    )
  }
  return { easel, dispose: disposeAll(undos) }
}

/** So long after the frame of the first picture its pixels are on the screen: they are drawn by other processes, which a context would keep from it. */
const SHOWN_MS = 100

/** Starts something when the browser has shown a frame: asking for a GPU costs one. */
function afterFirstFrame(begin: () => () => void): () => void {
  let undo = () => {}
  const request = requestAnimationFrame(() => {
    undo = systemClock.after(SHOWN_MS, () => {
      undo = begin()
    })
  })
  return () => {
    cancelAnimationFrame(request)
    undo()
  }
}
