import { useCallback, useMemo } from 'react'
import { ago, milliseconds, score, words } from '../../../shared/format'
import { Canvas } from '../../ui/canvas'
import { measureText } from '../../ui/measure-text'
import { Readout } from '../../ui/readout'
import { usePointer } from '../../ui/use-pointer'
import type { PictureProps } from '../scene'
import { cellAt } from './hit'
import { layout } from './layout'
import { paintLive } from './paint'
import type { Cell, LiveView } from './select'
import { useSlides } from './use-slides'

export function Picture({ view, frame }: PictureProps<LiveView>) {
  const place = useMemo(() => layout(view, frame, measureText), [view, frame])
  const { slides, now } = useSlides(place, frame.still)
  const pointer = usePointer(frame.interactive)
  const hit = pointer.at && cellAt(place, pointer.at.x, pointer.at.y)
  const lit = hit?.cell ?? null
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => paintLive(context, place, frame, { slides, now, lit }),
    [place, frame, slides, now, lit],
  )
  return (
    <div {...pointer.props} style={{ position: 'relative', width: frame.width, height: place.height }}>
      <Canvas width={frame.width} height={place.height} paint={paint} />
      {pointer.at && hit && (
        <Readout x={pointer.at.x} y={pointer.at.y} frame={{ ...frame, height: place.height }}>
          <strong>
            {words(hit.cell.label)} at {score(hit.cell.score)}
          </strong>
          {factsOf(hit.cell, hit.lane.host, view.now).map((fact) => (
            <div key={fact}>{fact}</div>
          ))}
        </Readout>
      )}
    </div>
  )
}

function factsOf(cell: Cell, host: string, now: number): string[] {
  return [
    cell.alert ? 'alert' : '',
    `${host}, ${ago((now - cell.at) / 1000)}`,
    cell.phase === null || cell.phase === cell.label ? '' : `phase ${words(cell.phase)}`,
    cell.episode ?? '',
    cell.window === null ? '' : `window ${cell.window}`,
    cell.model === null ? '' : `model ${words(cell.model)}`,
    cell.latency === null ? '' : `latency ${milliseconds(cell.latency)}`,
  ].filter((fact) => fact !== '')
}
