import { max } from 'd3-array'
import { words } from '../../../shared/format'
import { fitName } from '../../ui/measure-text'
import { colorOf } from '../../ui/palette'
import type { Frame } from '../scene'
import { NOTCH_TEXT, type PredictionsLayout } from './layout'
import { moreText } from './legend'
import { placeOf } from './pack'
import type { PredictionsView } from './select'

interface StripLabelsProps {
  readonly view: PredictionsView
  readonly place: PredictionsLayout
  readonly frame: Frame
}

/** Everything in words around the strips: what a colour means, whose strip it is, which window. */
export function StripLabels({ view, place, frame }: StripLabelsProps) {
  return (
    <>
      <LegendLine place={place} frame={frame} />
      {place.labelSize > 0 && <EpisodeNames view={view} place={place} frame={frame} />}
      {place.slots.aligned && <WindowAxis place={place} frame={frame} />}
    </>
  )
}

function LegendLine({ place, frame: { theme } }: Omit<StripLabelsProps, 'view'>) {
  const { legend, legendLine, notch, swatch, textSize } = place
  const baseline = (line: number) => line * legendLine + textSize
  return (
    <g fontSize={textSize} fontWeight={600} fill={theme.text}>
      {legend.entries.map(({ name, x, line }) => (
        <g key={name} transform={`translate(${x} ${baseline(line)})`}>
          <rect y={-swatch} width={swatch} height={swatch} rx={swatch * 0.2} fill={colorOf('phase', name, theme)} />
          <text x={swatch * 1.5}>{words(name)}</text>
        </g>
      ))}
      {notch && (
        <g transform={`translate(${notch.x} ${baseline(notch.line)})`} fill={theme.muted}>
          <rect y={-swatch} width={swatch} height={swatch * 0.5} />
          <rect x={swatch * 0.2} y={-swatch * 0.36} width={swatch * 0.6} height={swatch * 0.36} />
          <text x={swatch * 1.5}>{NOTCH_TEXT}</text>
        </g>
      )}
      {legend.more && (
        <text x={legend.more.x} y={baseline(legend.more.line)} fill={theme.muted}>
          {moreText(legend.more.count)}
        </text>
      )}
    </g>
  )
}

function EpisodeNames({ view, place, frame }: StripLabelsProps) {
  const { strips, packing, labelSize } = place
  const middle = packing.lineHeight * 0.4 + labelSize * 0.36
  return (
    <g fontSize={labelSize} fill={frame.theme.muted}>
      {view.strips.map(({ episode }, i) => {
        const { x, y } = placeOf(packing, i, 0)
        return (
          <text key={episode} x={strips.x + x - packing.label} y={strips.y + y + middle}>
            {fitName(episode, packing.label - frame.unit * 0.8, { size: labelSize })}
          </text>
        )
      })}
    </g>
  )
}

/** The first and the last window, where it is another, under the first column; strips of several lines have no common axis. */
function WindowAxis({ place, frame: { theme, unit } }: Omit<StripLabelsProps, 'view'>) {
  const { strips, packing, slots, textSize } = place
  const last = max(slots.lengths) ?? 0
  if (packing.slotsPerLine < last || packing.columnWidth < 14 * unit) return null
  const y = strips.y + strips.height + unit * 0.6 + textSize * 0.9
  const size = Math.max(1.5 * unit, textSize * 0.94)
  return (
    <g fontSize={size} fill={theme.muted}>
      <text x={packing.label} y={y}>
        window {slots.first}
      </text>
      {last > 1 && (
        <text x={packing.columnWidth} y={y} textAnchor="end">
          {slots.first + last - 1}
        </text>
      )}
    </g>
  )
}
