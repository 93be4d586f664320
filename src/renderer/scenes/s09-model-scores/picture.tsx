import { useId, useMemo } from 'react'
import { measureText } from '../../ui/measure-text'
import { useGlide } from '../../ui/use-glide'
import { type PointerPlace, usePointer } from '../../ui/use-pointer'
import type { PictureProps } from '../scene'
import { BarReadout } from './bar-readout'
import { layout, type ScoresLayout } from './layout'
import styles from './picture.module.css'
import { glideTarget, type PlacedBar, placed } from './placed'
import { ScoreAxis } from './score-axis'
import { ScoreRow } from './score-row'
import { commonSplit, leaders, type ScoresView, tagOf } from './select'

export function Picture({ view, frame }: PictureProps<ScoresView>) {
  const place = useMemo(() => layout(view, frame, measureText), [view, frame])
  const shown = useGlide(
    useMemo(() => glideTarget(view, place), [view, place]),
    {
      still: frame.still,
      enter: (key, value) => (key.endsWith('y') || key.endsWith('x') ? value : 0),
    },
  )
  const ids = useId()
  const pointer = usePointer(frame.interactive)
  const first = leaders(view)
  const rows = view.bars.flatMap((bar) => placed(bar, shown) ?? [])
  const { at } = pointer
  const hovered = at ? rows.find((row) => isOver(at, row, place)) : undefined
  return (
    <div className={styles.picture} style={{ width: place.width, height: place.height }} {...pointer.props}>
      <svg width={place.width} height={place.height} aria-hidden="true">
        <ScoreAxis place={place} frame={frame} best={first[0]?.point ?? null} split={commonSplit(view)} />
        {rows.map((row, i) => (
          <ScoreRow
            key={row.bar.model}
            row={row}
            place={place}
            frame={frame}
            id={`${ids}${i}`}
            leads={first.includes(row.bar)}
            tag={tagOf(row.bar, view)}
            dimmed={hovered !== undefined && hovered !== row}
          />
        ))}
      </svg>
      {hovered && at && (
        <BarReadout
          bar={hovered.bar}
          x={at.x}
          y={hovered.y + place.rowHeight / 2}
          frame={{ ...frame, height: place.height }}
        />
      )}
    </div>
  )
}

function isOver(at: PointerPlace, row: PlacedBar, { columnWidth, rowHeight }: ScoresLayout): boolean {
  return at.x >= row.x && at.x < row.x + columnWidth && at.y >= row.y && at.y < row.y + rowHeight
}
