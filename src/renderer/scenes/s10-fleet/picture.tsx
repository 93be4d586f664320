import { useMemo } from 'react'
import { measureText } from '../../ui/measure-text'
import { Readout } from '../../ui/readout'
import { usePointer } from '../../ui/use-pointer'
import type { PictureProps } from '../scene'
import { readFleet } from './hit'
import { Hosts } from './hosts'
import { layout } from './layout'
import { Phases } from './phases'
import { Recent } from './recent'
import type { FleetView } from './select'
import { TotalFigures } from './total-figures'

export function Picture({ view, frame }: PictureProps<FleetView>) {
  const place = useMemo(() => layout(view, frame, measureText), [view, frame])
  const pointer = usePointer(frame.interactive)
  const reading = pointer.at && readFleet(place, pointer.at.x, pointer.at.y)
  return (
    <div {...pointer.props} style={{ position: 'relative', width: frame.width, height: place.height }}>
      <svg width={frame.width} height={place.height} style={{ display: 'block' }} aria-hidden="true">
        {place.totals && <TotalFigures layout={place.totals} frame={frame} />}
        {place.phases && <Phases layout={place.phases} frame={frame} />}
        {place.hosts && <Hosts layout={place.hosts} frame={frame} />}
        {place.recent && <Recent layout={place.recent} frame={frame} />}
      </svg>
      {pointer.at && reading && (
        <Readout x={pointer.at.x} y={reading.y} frame={{ ...frame, height: place.height }}>
          <strong>{reading.name}</strong>
          {reading.facts.map((fact) => (
            <div key={fact}>{fact}</div>
          ))}
        </Readout>
      )}
    </div>
  )
}
