import { useCallback, useMemo } from 'react'
import { Canvas } from '../../ui/canvas'
import { ago, milliseconds, score, words } from '../../ui/format'
import { measureText } from '../../ui/measure-text'
import { Readout } from '../../ui/readout'
import { usePointer } from '../../ui/use-pointer'
import type { PictureProps } from '../scene'
import { cellAt } from './hit'
import { layLive } from './layout'
import { paintLive } from './paint'
import type { Cell, LiveView } from './select'
import { useSlides } from './use-slides'

export function LivePicture({ view, frame }: PictureProps<LiveView>) {
  const layout = useMemo(() => layLive(view, frame, measureText), [view, frame])
  const { slides, now } = useSlides(layout, frame.still)
  const pointer = usePointer(frame.interactive)
  const hit = pointer.at && cellAt(layout, pointer.at.x, pointer.at.y)
  const lit = hit?.cell ?? null
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => paintLive(context, layout, frame, slides, now, lit),
    [layout, frame, slides, now, lit],
  )
  return (
    <div {...pointer.props} style={{ position: 'relative', width: frame.width, height: layout.height }}>
      <Canvas width={frame.width} height={layout.height} paint={paint} />
      {pointer.at && hit && (
        <Readout x={pointer.at.x} y={pointer.at.y} frame={{ ...frame, height: layout.height }}>
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
