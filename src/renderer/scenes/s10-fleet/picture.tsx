import { useMemo } from 'react'
import { measureText } from '../../ui/measure-text'
import { Readout } from '../../ui/readout'
import { usePointer } from '../../ui/use-pointer'
import type { PictureProps } from '../scene'
import { readFleet } from './hit'
import { Hosts } from './hosts'
import { layFleet } from './layout'
import { Phases } from './phases'
import { Recent } from './recent'
import type { FleetView } from './select'
import { TotalFigures } from './total-figures'

export function FleetPicture({ view, frame }: PictureProps<FleetView>) {
  const layout = useMemo(() => layFleet(view, frame, measureText), [view, frame])
  const pointer = usePointer(frame.interactive)
  const reading = pointer.at && readFleet(layout, pointer.at.x, pointer.at.y)
  return (
    <div {...pointer.props} style={{ position: 'relative', width: frame.width, height: layout.height }}>
      <svg width={frame.width} height={layout.height} style={{ display: 'block' }} aria-hidden="true">
        {layout.totals && <TotalFigures layout={layout.totals} frame={frame} />}
        {layout.phases && <Phases layout={layout.phases} frame={frame} />}
        {layout.hosts && <Hosts layout={layout.hosts} frame={frame} />}
        {layout.recent && <Recent layout={layout.recent} frame={frame} />}
      </svg>
      {pointer.at && reading && (
        <Readout x={pointer.at.x} y={reading.y} frame={{ ...frame, height: layout.height }}>
          <strong>{reading.name}</strong>
          {reading.facts.map((fact) => (
            <div key={fact}>{fact}</div>
          ))}
        </Readout>
      )}
    </div>
  )
}
