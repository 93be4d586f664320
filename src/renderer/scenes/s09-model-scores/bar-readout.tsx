import { score, whole, words } from '../../../shared/format'
import { Readout } from '../../ui/readout'
import type { Frame } from '../scene'
import type { Bar } from './select'

interface BarReadoutProps {
  readonly bar: Bar
  readonly x: number
  readonly y: number
  readonly frame: Frame
}

export function BarReadout({ bar, x, y, frame }: BarReadoutProps) {
  const interval = bar.interval ? ` (${score(bar.interval.lo)} to ${score(bar.interval.hi)})` : ''
  const measured = [bar.split, bar.n === null ? null : `${whole(bar.n)} windows`].filter((part) => part !== null)
  return (
    <Readout x={x} y={y} frame={frame}>
      <strong>{words(bar.model)}</strong>
      <div>
        macro-F1 {score(bar.point)}
        {interval}
      </div>
      {bar.accuracy !== null && <div>accuracy {score(bar.accuracy)}</div>}
      {measured.length > 0 && <div>measured on {measured.join(', ')}</div>}
    </Readout>
  )
}
