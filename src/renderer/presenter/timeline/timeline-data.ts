import * as z from 'zod/mini'

const at = { position_s: z.number() }
const mark = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scene'), ...at, scene: z.number() }),
  z.object({ kind: z.literal('marker'), ...at, label: z.string() }),
  z.object({ kind: z.literal('alert'), ...at, label: z.string() }),
  z.object({ kind: z.literal('job'), ...at, label: z.string() }),
])
export type TimelineMark = z.infer<typeof mark>

/** What a recording holds, from its beginning to its end. */
export const timelineSchema = z.object({
  file: z.string(),
  duration_s: z.number(),
  /** Events by bin, of equal time. */
  density: z.array(z.number()),
  marks: z.array(mark),
  /** True where the recorder was cut off, and the recording ends before its time. */
  cut: z._default(z.boolean(), false),
})
export type TimelineData = z.infer<typeof timelineSchema>

/** The density as the outline of an area, 0 to `width` and `height` to 0; a quiet second beside a busy one is still seen. */
export function densityPath(density: readonly number[], width: number, height: number): string {
  const most = Math.max(1, ...density)
  const step = width / Math.max(1, density.length)
  const tops = density.map((events, bin) => {
    const top = height * (1 - Math.sqrt(events / most))
    return `L${(bin * step).toFixed(1)} ${top.toFixed(1)}H${((bin + 1) * step).toFixed(1)}`
  })
  return `M0 ${height}${tops.join('')}V${height}Z`
}

/** Marks of a timeline that are drawn; of the others each is still jumped to. */
const DRAWN = 300

/** Marks that are drawn: where there are too many, what the presenter set goes first. */
export function drawnMarks(marks: readonly TimelineMark[]): readonly TimelineMark[] {
  const rank = { marker: 0, scene: 1, alert: 2, job: 3 } as const
  return marks.length <= DRAWN ? marks : marks.toSorted((a, b) => rank[a.kind] - rank[b.kind]).slice(0, DRAWN)
}

export function markText(one: TimelineMark): string {
  return one.kind === 'scene' ? `scene ${one.scene}` : one.label
}
