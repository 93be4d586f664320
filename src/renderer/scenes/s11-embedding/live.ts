import { extent } from 'd3-array'
import type { Theme } from '../../ui/palette'
import { type Cloud, createCloud, type Field, RIGHT, type Vec3, WRONG } from './cloud'
import { categoryColor, categoryName } from './colors'
import type { LivePoint } from './select'

/** Room for live points where there is no embedding they belong to. */
export function roomFor(points: readonly LivePoint[]): Cloud {
  const range = (axis: 'x' | 'y' | 'z') => {
    const [least = 0, most = 0] = extent(points, (point) => point[axis])
    return [least, most] as const
  }
  const [x, y, z] = [range('x'), range('y'), range('z')]
  const bounds = { min: [x[0], y[0], z[0]], max: [x[1], y[1], z[1]] } satisfies { min: Vec3; max: Vec3 }
  return Object.assign(createCloud({ sha256: '', rows: 0, bounds }), { complete: true })
}

/** Where a live point stands relative to the cloud's centre. */
export function livePlace({ centre }: Cloud, { x, y, z }: LivePoint): Vec3 {
  return [x - centre[0], y - centre[1], z - centre[2]]
}

/** The code of a live point in a field; -1 where it does not say, or names what no point of the cloud has. */
export function liveCode({ names }: Cloud, point: LivePoint, field: Field): number {
  const code = <V>(values: readonly V[], value: V | undefined) => (value === undefined ? -1 : values.indexOf(value))
  switch (field) {
    case 'profile':
      return code(names.profile.values, point.profile)
    case 'host':
      return code(names.host.values, point.host_id)
    case 'phase':
      return code(names.phase.values, point.phase_int)
    case 'predicted':
      return code(names.predicted.values, point.predicted_int)
    case 'cluster':
      return code(names.cluster.values, point.cluster)
    case 'verdict':
      if (point.phase_int === undefined || point.predicted_int === undefined) return -1
      return point.phase_int === point.predicted_int ? RIGHT : WRONG
  }
}

export function liveColor(cloud: Cloud, point: LivePoint, field: Field, theme: Theme): string {
  const code = liveCode(cloud, point, field)
  return code < 0 ? theme.muted : categoryColor(cloud, field, code, theme)
}

/** What the legend calls a live point's category; empty where it does not list it. */
export function liveName(cloud: Cloud, point: LivePoint, field: Field): string {
  const code = liveCode(cloud, point, field)
  return code < 0 ? '' : categoryName(cloud, field, code)
}
