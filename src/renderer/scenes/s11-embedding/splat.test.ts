import { describe, expect, it } from 'vitest'
import { themes } from '../../ui/palette'
import { restingCamera } from './camera'
import { firstChoice } from './choice'
import { createLook } from './look'
import { project } from './projection'
import { clear, createRaster, splat, splatShapes } from './splat'
import { testCloud } from './testing/cloud'

const viewport = { width: 9, height: 7, pixelRatio: 1 }
const camera = { ...restingCamera, yaw: 0, pitch: 0 }

function painted(
  cloud: ReturnType<typeof testCloud>,
  { size = 1, parts = [0, cloud.length], hidden = new Set<string>() } = {},
): string[] {
  const look = createLook(cloud, { ...firstChoice, hidden }, themes.dark)
  const projection = project(camera, cloud.half, viewport)
  const sizes = projection.sizes.fill(size)
  const raster = createRaster(9, 7)
  clear(raster, look.background)
  for (const [i, to] of parts.slice(1).entries()) {
    splat(raster, splatShapes(9), cloud, look, projection, { from: parts[i] ?? 0, to, sizes })
  }
  const colours = new Map([[look.background, '.']])
  return Array.from({ length: 7 }, (_, row) =>
    Array.from({ length: 9 }, (_, column) => {
      const colour = raster.pixels[row * 9 + column] ?? 0
      if (!colours.has(colour)) colours.set(colour, String(colours.size))
      return colours.get(colour)
    }).join(''),
  )
}

describe('splat', () => {
  it('[SCATTER-4] a point covers the pixels around its place; from three pixels on without corners', () => {
    const cloud = testCloud([{ at: [0, 0, 0] }])
    expect(painted(cloud, { size: 1 })).toEqual(
      picture('.........', '.........', '.........', '....1....', '.........', '.........', '.........'),
    )
    expect(painted(cloud, { size: 3 })).toEqual(
      picture('.........', '.........', '....1....', '...111...', '....1....', '.........', '.........'),
    )
    expect(painted(cloud, { size: 5 })[1]).toBe('...111...')
    expect(painted(cloud, { size: 5 })[3]).toBe('..11111..')
  })

  it('[SCATTER-4] of two points on a pixel the nearer is seen, in whatever order they come', () => {
    const near = { at: [0.9, 0, 0], profile: 'idle' } as const
    const far = { at: [-0.9, 0, 0], profile: 'port_scan' } as const
    const alone = painted(testCloud([near]))
    expect(painted(testCloud([near, far]))).toEqual(alone)
    expect(painted(testCloud([far, near]))).toEqual(alone)
    expect(painted(testCloud([near, far]), { hidden: new Set(['idle']) })).toEqual(painted(testCloud([far])))
  })

  it('[SCATTER-4] a point that would cross the edge is left out', () => {
    expect(painted(testCloud([{ at: [0, 40, 0] }, { at: [0, 0, -40] }])).join('')).toBe('.'.repeat(63))
  })

  it('[SCATTER-4] painted in parts, in whichever, it is the same picture; without the last part, that of the first points', () => {
    const points = Array.from({ length: 12 }, (_, i) => ({
      at: [Math.cos(i), Math.sin(i * 2) / 2, Math.sin(i) / 2] as const,
      profile: i % 2 ? 'idle' : 'port_scan',
    }))
    const all = painted(testCloud(points), { size: 2 })
    expect(painted(testCloud(points), { size: 2, parts: [0, 5, 6, 12] })).toEqual(all)
    expect(painted(testCloud(points), { size: 2, parts: [0, 7] })).toEqual(
      painted(testCloud(points.slice(0, 7)), { size: 2 }),
    )
  })
})

const picture = (...rows: string[]) => rows
