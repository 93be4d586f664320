import { percent, whole, words } from '../../../shared/format'
import { Readout } from '../../ui/readout'
import type { PointerPlace } from '../../ui/use-pointer'
import type { Frame } from '../scene'
import type { Confusion } from './confusion'
import type { MatrixLayout } from './matrix-layout'

interface MatrixReadoutProps {
  readonly confusion: Confusion
  readonly place: MatrixLayout
  readonly at: PointerPlace
  readonly frame: Frame
}

/** How often the truth of the row under the pointer was predicted as the class of its column. */
export function MatrixReadout({ confusion, place, at, frame }: MatrixReadoutProps) {
  const { left, top, side } = place
  const row = Math.floor((at.y - top) / side)
  const column = Math.floor((at.x - left) / side)
  const count = confusion.counts[row]?.[column]
  if (count === undefined) return null
  const all = confusion.counts[row]?.reduce((sum, each) => sum + each, 0) ?? 0
  const [truth, predicted] = [words(confusion.classes[row] ?? ''), words(confusion.classes[column] ?? '')]
  return (
    <Readout x={at.x} y={at.y} frame={frame}>
      <strong>{row === column ? `${truth} recognised` : `${truth} taken for ${predicted}`}</strong>
      <div>
        {whole(count)} of {whole(all)} windows{all > 0 && `, ${percent(count / all)}`}
      </div>
    </Readout>
  )
}
