import { restingCamera, turned } from '../../src/renderer/scenes/s11-embedding/camera'
import { createEasel } from '../../src/renderer/scenes/s11-embedding/easel'
import { createSoftwarePainter } from '../../src/renderer/scenes/s11-embedding/software-painter'
import { themes } from '../../src/renderer/ui/palette'
import { newHost } from './contestant'
import { HEIGHT, newTask, WIDTH } from './task'

export interface Turning {
  /** Frames a second while it is turned, from the first second on. */
  readonly rate: number
  /** Points that such a frame had, in the middle. */
  readonly drawn: number
  /** Milliseconds from the last turn until all points stand there. */
  readonly wholeMs: number
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

/** Turns a cloud as a hand does, by the scene's own easel, for so many milliseconds; then lets it rest. */
export async function turning(points: number, ms: number): Promise<Turning> {
  const { cloud, look } = newTask(points)
  cloud.complete = true
  const host = newHost()
  const easel = createEasel({
    host,
    painter: createSoftwarePainter(),
    memory: { camera: restingCamera, choice: { field: 'profile', hidden: new Set(), split: 'both' } },
  })
  const viewport = { width: WIDTH, height: HEIGHT, pixelRatio: 1 }
  easel.show({ cloud, points, look, viewport, unit: 7, theme: themes.dark, drifts: false })
  const drawn: number[] = []
  let begun = await nextFrame()
  for (let now = begun; now - begun < 1_000; now = await nextFrame()) turn(easel)
  begun = await nextFrame()
  let frames = 0
  let now = begun
  for (; now - begun < ms; now = await nextFrame()) {
    turn(easel)
    drawn.push(Number(host.dataset.drawn))
    frames++
  }
  const rate = (1_000 * frames) / (now - begun)
  const rested = performance.now()
  while (Number(host.dataset.drawn) < points) await nextFrame()
  const wholeMs = performance.now() - rested
  easel.dispose()
  return { rate, drawn: drawn.sort((a, b) => a - b)[drawn.length >> 1] ?? Number.NaN, wholeMs }
}

/** Every frame paints one: each is asked for in the frame before. */
function turn(easel: ReturnType<typeof createEasel>): void {
  easel.move((camera) => turned(camera, 0.02, 0))
}
