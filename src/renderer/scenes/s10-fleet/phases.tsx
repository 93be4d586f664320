import { useGlide } from '../../ui/use-glide'
import type { Frame } from '../scene'
import type { PhasesLayout } from './lay-phases'
import { LabelInList, LabelUnder, phaseColor } from './phase-label'

export function Phases({ layout, frame }: { readonly layout: PhasesLayout; readonly frame: Frame }) {
  const { theme, unit, still } = frame
  const { box, segments, barY, barHeight } = layout
  const target = Object.fromEntries(
    segments.flatMap((segment) => [
      [`x ${segment.phase}`, segment.x],
      [`width ${segment.phase}`, segment.width],
    ]),
  )
  const shown = useGlide<string>(target, { still })
  return (
    <>
      <text x={box.x} y={box.y + 1.5 * unit} fontSize={1.7 * unit} fill={theme.muted}>
        phase mix
      </text>
      {segments.map((segment) => {
        const width = shown[`width ${segment.phase}`] ?? segment.width
        return (
          <rect
            key={segment.phase}
            x={shown[`x ${segment.phase}`] ?? segment.x}
            y={barY}
            width={Math.max(0.5, width - Math.min(0.25 * unit, 0.3 * width))}
            height={barHeight}
            fill={phaseColor(segment, theme)}
          />
        )
      })}
      {segments.map((segment) =>
        layout.labels === 'under' ? (
          <LabelUnder key={segment.phase} segment={segment} layout={layout} frame={frame} />
        ) : (
          <LabelInList key={segment.phase} segment={segment} layout={layout} frame={frame} />
        ),
      )}
    </>
  )
}
