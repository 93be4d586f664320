import type { Theme } from '../../ui/palette'
import { type Cloud, codeOf, type Field, STRIDE, TRAIN, type Vec3 } from './cloud'
import { categoryColor, categoryName } from './colors'
import { liveCode, livePlace } from './live'
import type { Look } from './look'
import { type Projection, place } from './projection'
import { neighbours, pointAt, positionOf } from './search'
import type { LivePoint } from './select'

/** How many nearest neighbours are lit. */
const NEIGHBOURS = 12

/** What is pointed at, and its nearest neighbours among the drawn points of the cloud. */
export interface Hover {
  readonly at: Vec3
  readonly episode: string
  /** Code per field; -1 where it is not known. */
  readonly codes: Readonly<Record<Field, number>>
  readonly origin: 'train' | 'test' | 'live'
  readonly near: readonly number[]
}

export function hoverAt(
  cloud: Cloud,
  look: Look,
  live: readonly LivePoint[],
  view: Projection,
  at: { readonly column: number; readonly row: number; readonly reach: number },
): Hover | null {
  const ringed = live.findLast((point) => {
    const spot = place(view, livePlace(cloud, point))
    return spot && Math.hypot(spot.column - at.column, spot.row - at.row) <= at.reach
  })
  if (ringed) {
    const position = livePlace(cloud, ringed)
    return {
      at: position,
      episode: ringed.episode_id ?? 'live point',
      codes: codesBy((field) => liveCode(cloud, ringed, field)),
      origin: 'live',
      near: neighbours(cloud, look, position, NEIGHBOURS),
    }
  }
  const point = pointAt(cloud, look, view, at.column, at.row, at.reach)
  if (point < 0) return null
  const position = positionOf(cloud, point)
  return {
    at: position,
    episode: cloud.names.episode.values[cloud.episodes[point] ?? 0] ?? '',
    codes: codesBy((field) => codeOf(cloud, point, field)),
    origin: cloud.codes[point * STRIDE + TRAIN] === 1 ? 'train' : 'test',
    near: neighbours(cloud, look, position, NEIGHBOURS, point),
  }
}

const codesBy = (code: (field: Field) => number): Hover['codes'] => ({
  profile: code('profile'),
  phase: code('phase'),
  predicted: code('predicted'),
  cluster: code('cluster'),
  host: code('host'),
  verdict: code('verdict'),
})

/** How many of the neighbours are in each category of the colouring, most first. */
export function votes(cloud: Cloud, near: readonly number[], field: Field, theme: Theme) {
  const counts = new Map<number, number>()
  for (const point of near) {
    const code = codeOf(cloud, point, field)
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([code, count]) => ({
      code,
      count,
      name: categoryName(cloud, field, code),
      color: categoryColor(cloud, field, code, theme),
    }))
}
