import { createGpuPainter } from '../../src/renderer/scenes/s11-embedding/gpu-painter'
import type { Painter } from '../../src/renderer/scenes/s11-embedding/painter'
import { createSoftwarePainter } from '../../src/renderer/scenes/s11-embedding/software-painter'
import { type Contestant, newHost, type Task, waitForPixels } from './contestant'
import { pointCloudLayer } from './point-cloud-layer'
import { rawWebgl } from './raw-webgl'
import { newTask } from './task'
import { threePoints } from './three-points'
import { turning } from './turning'

function ours(name: string, painter: Painter, { cloud, look, view }: Task): Contestant {
  return {
    name,
    frames: 12,
    frame(yaw) {
      painter.draw({ cloud, look, projection: view(yaw) }, cloud.length)
      waitForPixels(painter.canvas)
    },
  }
}

/** Milliseconds a frame, per contestant: the median over rounds in which everyone paints in turn. `three` is where three.js is served; null without it. */
async function run(
  points: number,
  rounds: number,
  slowPeers: boolean,
  three: string | null,
): Promise<Record<string, number>> {
  const task = newTask(points)
  const software = createSoftwarePainter()
  newHost().append(software.canvas)
  const contestants = [
    ours('software painter', software, task),
    ours('GPU painter', await createGpuPainter(newHost(), () => {}), task),
    rawWebgl(task),
    ...(three ? [await threePoints(task, three)] : []),
    ...(slowPeers ? [await pointCloudLayer(task)] : []),
  ]
  const times = new Map(contestants.map(({ name }) => [name, [] as number[]]))
  for (const { frame } of contestants) frame(0)
  for (let round = 0; round < rounds; round++) {
    for (const { name, frames, frame } of contestants) {
      for (let i = 0; i < frames; i++) {
        const started = performance.now()
        frame(((round * frames + i) / 60) * Math.PI)
        times.get(name)?.push(performance.now() - started)
      }
      // Lets the browser put on screen what it owes, outside of the next one's time.
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
  }
  return Object.fromEntries([...times].map(([name, list]) => [name, median(list)]))
}

function median(list: number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
}

Object.assign(window, { runScatterBench: run, runTurningBench: turning })
