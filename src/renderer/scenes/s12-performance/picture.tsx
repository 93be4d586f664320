import { useMemo } from 'react'
import { milliseconds, short, whole, words } from '../../../shared/format'
import { measureText } from '../../ui/measure-text'
import { Readout } from '../../ui/readout'
import { usePointer } from '../../ui/use-pointer'
import type { PictureProps } from '../scene'
import { Bars } from './bars'
import { modelAt } from './hit'
import { layout } from './layout'
import { Plot } from './plot'
import type { ModelSpeed, PerformanceView } from './select'

export function Picture({ view, frame }: PictureProps<PerformanceView>) {
  const place = useMemo(() => layout(view, frame, measureText), [view, frame])
  const pointer = usePointer(frame.interactive)
  const model = pointer.at && modelAt(place, pointer.at.x, pointer.at.y, 2 * frame.unit)
  return (
    <div {...pointer.props} style={{ position: 'relative', width: frame.width, height: place.height }}>
      <svg width={frame.width} height={place.height} style={{ display: 'block' }} aria-hidden="true">
        {place.plot && <Plot layout={place.plot} frame={frame} lit={model?.model ?? null} />}
        <Bars layout={place.bars} frame={frame} lit={model?.model ?? null} />
      </svg>
      {pointer.at && model && (
        <Readout x={pointer.at.x} y={pointer.at.y} frame={{ ...frame, height: place.height }}>
          <strong>{words(model.model)}</strong>
          {factsOf(model).map((fact) => (
            <div key={fact}>{fact}</div>
          ))}
        </Readout>
      )}
    </div>
  )
}

function factsOf(model: ModelSpeed): string[] {
  return [
    model.isMedian ? `p50 ${milliseconds(model.latency)}` : `latency ${milliseconds(model.latency)}`,
    model.p95 === null ? '' : `p95 ${milliseconds(model.p95)}`,
    model.p99 === null ? '' : `p99 ${milliseconds(model.p99)}`,
    model.throughput === null ? 'throughput not reported' : `${whole(model.throughput)} per second`,
    model.params === null ? '' : model.params === 0 ? 'no parameters' : `${short(model.params)} parameters`,
    model.sizeMb === null ? '' : `${short(model.sizeMb)} MB`,
    model.device ?? '',
  ].filter((fact) => fact !== '')
}
