import { score, words } from '../../../shared/format'
import { Readout } from '../../ui/readout'
import type { PointerPlace } from '../../ui/use-pointer'
import type { Frame } from '../scene'
import type { PredictionsLayout } from './layout'
import { placeOf } from './pack'
import styles from './picture.module.css'
import { type Cell, isWrong, type Strip } from './select'

interface CellReadoutProps {
  readonly cell: Cell
  readonly strip: Strip
  readonly hit: { readonly strip: number; readonly slot: number }
  readonly at: PointerPlace
  readonly place: PredictionsLayout
  readonly frame: Frame
}

/** What is known of the cell under the pointer, and a frame around it. */
export function CellReadout({ cell, strip, hit, at, place, frame }: CellReadoutProps) {
  const { packing, strips } = place
  const corner = placeOf(packing, hit.strip, hit.slot)
  return (
    <>
      <div
        className={styles.pointed}
        style={{
          left: strips.x + corner.x,
          top: strips.y + corner.y,
          width: packing.slotWidth,
          height: packing.lineHeight * 0.9,
          outlineColor: frame.theme.text,
        }}
      />
      <Readout x={at.x} y={at.y} frame={frame}>
        <strong>
          {strip.episode}, window {cell.window}
        </strong>
        <div>
          predicted {words(cell.predicted)}
          {cell.proba !== null && ` (${score(cell.proba)})`}
        </div>
        {cell.truth !== null && (
          <div>
            truth {words(cell.truth)}
            {isWrong(cell) ? ', so it is wrong' : ', so it is right'}
          </div>
        )}
        {cell.model !== null && <div>by {words(cell.model)}</div>}
      </Readout>
    </>
  )
}
