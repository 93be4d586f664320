import { restingCamera } from '../../src/renderer/scenes/s11-embedding/camera'
import { firstChoice } from '../../src/renderer/scenes/s11-embedding/choice'
import { append, createCloud } from '../../src/renderer/scenes/s11-embedding/cloud'
import { createLook } from '../../src/renderer/scenes/s11-embedding/look'
import { project } from '../../src/renderer/scenes/s11-embedding/projection'
import { themes } from '../../src/renderer/ui/palette'
import type { Task } from './contestant'

export const WIDTH = 1280
export const HEIGHT = 720

/** Twenty-four round clusters, the same in every run. */
export function newTask(points: number): Task {
  const random = mulberry32(11)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const middles = Array.from({ length: 24 }, () => [20 * random() - 10, 24 * random() - 12, 10 * random() - 5])
  const columns = { x: [] as number[], y: [] as number[], z: [] as number[], cluster: [] as number[] }
  for (let i = 0; i < points; i++) {
    const cluster = Math.floor(random() * 24)
    const [x = 0, y = 0, z = 0] = middles[cluster] ?? []
    columns.x.push(x + normal())
    columns.y.push(y + normal())
    columns.z.push(z + normal())
    columns.cluster.push(cluster)
  }
  const cloud = createCloud({ sha256: '', rows: points, bounds: { min: [-13, -15, -8], max: [13, 15, 8] } })
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => cloud.names.profile.code(name))
  const none = new Uint8Array(points)
  const profile = columns.cluster.map((cluster) => names[cluster % names.length] ?? 0)
  const train = (row: number) => row % 5 !== 0
  append(cloud, { ...columns, length: points, profile, train, episode: none, host: none, phase: none, predicted: none })
  const look = createLook(cloud, firstChoice, themes.dark)
  const colors = new Uint8Array(points * 4)
  for (let i = 0; i < points; i++) {
    const colour = look.palette[(cloud.codes[i * 8] ?? 0) | ((cloud.codes[i * 8 + 6] ?? 0) << 8)] ?? 0
    new DataView(colors.buffer).setUint32(i * 4, colour, true)
  }
  const viewport = { width: WIDTH, height: HEIGHT, pixelRatio: 1 }
  return { cloud, look, colors, view: (yaw) => project({ ...restingCamera, yaw }, cloud.half, viewport) }
}

/** Source: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
