import type { Page } from '../boot'
import { Boundary } from '../stage/boundary'
import { Notice } from '../stage/hint'
import { Layers } from '../stage/layers'
import type { Preparations } from '../stage/preparations'
import { useWakeLock } from '../stage/use-wake-lock'
import { useViewport } from '../ui/use-viewport'
import { Desk } from './desk'
import { Hand } from './hand'
import { useLetGo } from './hands/use-let-go'
import { presenterLayout } from './layout'
import { useSeat } from './use-seat'

export interface PresenterProps {
  readonly page: Page
  readonly preparations: Preparations
}

/** The presenter's view: what was, is and will be on the screen, the notes, the time, the room, and the hands on all of it. */
export function Presenter({ page, preparations }: PresenterProps) {
  const layout = presenterLayout(useViewport())
  const seat = useSeat(page, preparations)
  const { layer, show, keys } = seat.hands
  useWakeLock(true)
  useLetGo()
  return (
    <>
      {layout === 'hand' ? <Hand seat={seat} /> : <Desk seat={seat} columns={layout === 'desk' ? 3 : 2} />}
      <Boundary revision={String(layer)} fallback={null}>
        <Layers layer={layer} keys={keys} join={page.join} show={show} />
      </Boundary>
      <Notice />
    </>
  )
}
