import { append, type Cloud, createCloud } from '../cloud'

export interface TestPoint {
  readonly at: readonly [number, number, number]
  readonly episode?: string
  readonly profile?: string
  readonly host?: string
  readonly phase?: number
  readonly predicted?: number
  readonly cluster?: number
  readonly train?: boolean
}

/** A complete cloud of these points, within bounds of -1 to 1, for tests. */
export function testCloud(points: readonly TestPoint[]): Cloud {
  const cloud = createCloud({ sha256: 'test', rows: points.length, bounds: { min: [-1, -1, -1], max: [1, 1, 1] } })
  const { names } = cloud
  append(cloud, {
    length: points.length,
    x: points.map(({ at }) => at[0]),
    y: points.map(({ at }) => at[1]),
    z: points.map(({ at }) => at[2]),
    episode: points.map(({ episode = 'ep-1' }) => names.episode.code(episode)),
    profile: points.map(({ profile = 'benign' }) => names.profile.code(profile)),
    host: points.map(({ host = 'host-01' }) => names.host.code(host)),
    phase: points.map(({ phase = 0 }) => phase),
    predicted: points.map(({ predicted = 0 }) => predicted),
    cluster: points.map(({ cluster = 0 }) => cluster),
    train: (row) => points[row]?.train ?? false,
  })
  cloud.complete = true
  return cloud
}
