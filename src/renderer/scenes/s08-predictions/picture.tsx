import { useCallback, useMemo } from 'react'
import { Canvas } from '../../ui/canvas'
import { measureText } from '../../ui/measure-text'
import { usePointer } from '../../ui/use-pointer'
import type { PictureProps } from '../scene'
import { CellReadout } from './cell-readout'
import { layout } from './layout'
import { MatrixPanel } from './matrix-panel'
import { MatrixReadout } from './matrix-readout'
import { slotAt } from './pack'
import { paintStrips } from './paint-strips'
import styles from './picture.module.css'
import type { PredictionsView } from './select'
import { StripLabels } from './strip-labels'

export function Picture({ view, frame }: PictureProps<PredictionsView>) {
  const place = useMemo(() => layout(view, frame, measureText), [view, frame])
  const { strips, packing, slots } = place
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => paintStrips(context, view, place, frame.theme),
    [view, place, frame.theme],
  )
  const pointer = usePointer(frame.interactive)
  const hit = pointer.at && slotAt(packing, pointer.at.x - strips.x, pointer.at.y - strips.y)
  const strip = hit ? view.strips[hit.strip] : undefined
  const cell = strip?.cells.find((candidate, i) => slots.of(candidate, i) === hit?.slot)
  const tall = { ...frame, height: place.height }
  return (
    <div className={styles.picture} style={{ width: place.width, height: place.height }} {...pointer.props}>
      <div className={styles.strips} style={{ left: strips.x, top: strips.y }}>
        <Canvas width={strips.width} height={strips.height} paint={paint} />
      </div>
      <svg width={place.width} height={place.height} aria-hidden="true">
        <StripLabels view={view} place={place} frame={frame} />
        {place.matrix && <MatrixPanel confusion={view.confusion} place={place.matrix} frame={frame} />}
      </svg>
      {pointer.at && hit && strip && cell && (
        <CellReadout cell={cell} strip={strip} hit={hit} at={pointer.at} place={place} frame={tall} />
      )}
      {pointer.at && place.matrix && (
        <MatrixReadout confusion={view.confusion} place={place.matrix} at={pointer.at} frame={tall} />
      )}
    </div>
  )
}
