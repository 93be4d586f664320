import { describe, expect, it } from 'vitest'
import { themes } from '../../ui/palette'
import { restingCamera } from './camera'
import { firstChoice } from './choice'
import { hoverAt, votes } from './hover'
import { livePlace, roomFor } from './live'
import { createLook } from './look'
import { project } from './projection'
import { testCloud } from './testing/cloud'

const cloud = testCloud([
  { at: [0, 0, 0], episode: 'ep-1', profile: 'idle', train: true },
  { at: [0.1, 0, 0], profile: 'idle' },
  { at: [0, 0.2, 0], profile: 'benign' },
  { at: [0, 0, 0.3], profile: 'idle' },
])
const look = createLook(cloud, firstChoice, themes.dark)
const view = project({ ...restingCamera, yaw: 0, pitch: 0 }, cloud.half, { width: 900, height: 900, pixelRatio: 1 })

describe('hover', () => {
  it('[SCATTER-14] names the point, and its nearest neighbours vote by the colouring', () => {
    const hover = hoverAt(cloud, look, [], view, { column: 450, row: 450, reach: 8 })
    expect(hover?.near).toEqual([0, 2, 3])
    expect(hover?.origin).toBe('test')
    expect(votes(cloud, hover?.near ?? [], 'profile', themes.dark).map(({ name, count }) => [name, count])).toEqual([
      ['idle', 2],
      ['benign', 1],
    ])
    expect(hoverAt(cloud, look, [], view, { column: 5, row: 5, reach: 8 })).toBeNull()
  })

  it('[SCATTER-14] a live point lies on top, and what it does not say is unknown', () => {
    const live = [{ x: 0, y: 0, z: 0, episode_id: 'ep-9', profile: 'idle', cluster: 77 }]
    const hover = hoverAt(cloud, look, live, view, { column: 450, row: 450, reach: 8 })
    expect(hover?.episode).toBe('ep-9')
    expect(hover?.origin).toBe('live')
    expect(hover?.codes).toMatchObject({ profile: 0, cluster: -1, phase: -1, verdict: -1 })
  })

  it('[SCATTER-14] live points without an embedding get a room of their own', () => {
    const points = [
      { x: 10, y: 0, z: 0 },
      { x: 12, y: 4, z: 0 },
    ]
    const room = roomFor(points)
    expect([room.length, room.complete, room.half]).toEqual([0, true, [1, 2, 0]])
    expect(livePlace(room, { x: 12, y: 4, z: 0 })).toEqual([1, 2, 0])
  })

  it('[SCATTER-23] there is room for any number of live points', () => {
    expect(roomFor(Array.from({ length: 200_000 }, (_, x) => ({ x, y: 0, z: 0 }))).half).toEqual([99_999.5, 0, 0])
  })
})
