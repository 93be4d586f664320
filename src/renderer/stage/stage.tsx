import { useCallback, useContext, useMemo } from 'react'
import { neutral } from '../../shared/correction'
import { correctionOf } from '../../shared/deck'
import { BackToTalk } from '../audience/back-to-talk'
import type { Page } from '../boot'
import { useHands } from '../deck/use-hands'
import { SourceContext, useDashboard } from '../store/use-dashboard'
import { themeOf } from '../ui/palette'
import { useReducedMotion } from '../ui/use-reduced-motion'
import { useViewport } from '../ui/use-viewport'
import { Boundary } from './boundary'
import { ColumnFrame } from './column-frame'
import { Curtain } from './curtain'
import { Notice, Unfocused } from './hint'
import { Layers } from './layers'
import { columnGrid, gridOf, layoutOf } from './layout'
import { Overview } from './overview'
import type { Preparations } from './preparations'
import styles from './stage.module.css'
import { StageFrame } from './stage-frame'
import { useCorrection } from './use-correction'
import { useIdle } from './use-idle'
import { usePrefetch } from './use-prefetch'
import { useWakeLock } from './use-wake-lock'

export interface StageProps {
  readonly page: Page
  readonly preparations: Preparations
}

/** Room between the thumbnails of the overview, in CSS pixels. */
const GAP = 20

/** The whole page of the room and of everybody in it: one scene as large as the window allows, or all of them. */
export function Stage({ page, preparations }: StageProps) {
  const { talk, pinned, title } = page
  const view = page.view === 'audience' ? 'audience' : 'stage'
  const viewport = useViewport()
  const reduced = useReducedMotion()
  const idle = useIdle()
  useWakeLock(view === 'stage')
  const layout = useMemo(() => layoutOf(viewport, view), [viewport, view])
  const grid = useMemo(
    () => (layout.kind === 'column' ? columnGrid : gridOf)(talk.length, viewport, GAP),
    [layout.kind, talk, viewport],
  )
  const photograph = useCallback(async () => (await import('./picture/take-picture')).takePicture(title), [title])
  const hands = useHands({ talk, pinned, columns: grid.columns, view, takePicture: photograph })
  const { deck, held, roaming, go, turn } = hands
  useCorrection(view === 'stage' ? correctionOf(deck) : neutral)

  const live = useContext(SourceContext)
  const at = held?.at ?? hands.at
  const scene = talk.find(({ n }) => n === at.scene) ?? talk[0]
  const theme = useMemo(() => themeOf(page.theme, page.palette), [page])
  const still = reduced || held !== null
  const complete = useDashboard((state) => state.complete)
  usePrefetch(talk, scene, view === 'audience' ? 'near' : 'all', preparations, complete)

  // Who reads a listener's page with a finger on it is not taken elsewhere; one that is frozen stays anyway.
  const touched = view === 'audience' && held === null ? hands.stay : undefined
  const one = { talk, scene, layout, theme, still, preparations, go, touched }
  return (
    <div className={idle ? styles.idle : styles.awake}>
      <SourceContext value={held?.source ?? live}>
        {at.mode === 'overview' ? (
          <Overview {...{ talk, theme, preparations, go }} chosen={at.chosen} cells={grid.cells} />
        ) : layout.kind === 'column' ? (
          <ColumnFrame {...one} turn={turn} />
        ) : (
          <div className={styles.letterbox}>
            <StageFrame {...one} />
          </div>
        )}
      </SourceContext>
      <Boundary revision={String(hands.layer)} fallback={null}>
        {hands.at.digits !== '' && (
          <output className={styles.digits} style={{ fontSize: layout.unit * 5 }}>
            {hands.at.digits}
          </output>
        )}
        {roaming && !(view === 'stage' && idle) && (
          <BackToTalk scene={talk.find(({ n }) => n === deck.scene)} rejoin={hands.rejoin} />
        )}
        <Layers layer={hands.layer} keys={hands.keys} join={page.join} show={hands.show} />
      </Boundary>
      {page.commands && !hands.focused && <Unfocused />}
      <Notice />
      {pinned === null && <Curtain value={deck.curtain} />}
    </div>
  )
}
