import { useCallback, useMemo } from 'react'
import type { Page } from '../boot'
import { useNavigation } from '../deck/use-navigation'
import { useDashboard } from '../store/use-dashboard'
import { themes } from '../ui/palette'
import { useReducedMotion } from '../ui/use-reduced-motion'
import { useViewport } from '../ui/use-viewport'
import { ColumnFrame } from './column-frame'
import { columnGrid, gridOf, type Layout, layoutOf } from './layout'
import { Overview } from './overview'
import { Placeholder } from './placeholder'
import type { Preparations } from './preparations'
import styles from './stage.module.css'
import { StageFrame } from './stage-frame'
import { useIdle } from './use-idle'
import { usePrefetch } from './use-prefetch'

export interface StageProps {
  readonly page: Page
  readonly preparations: Preparations
}

/** What a page says that its server lets nothing see. */
function Locked({ layout }: { readonly layout: Layout }) {
  return (
    <main className={styles.letterbox} style={{ '--unit': `${Math.max(8, layout.unit)}px` }}>
      <Placeholder
        title="This talk is shown to those who were given its address"
        text="Scan the code on the screen, or open the address that was handed out."
      />
    </main>
  )
}

/** Room between the thumbnails of the overview, in CSS pixels. */
const GAP = 20

/** The whole page: one scene as large as the window allows, or all of them. */
export function Stage({ page, preparations }: StageProps) {
  const { talk, pinned } = page
  const viewport = useViewport()
  const still = useReducedMotion()
  const idle = useIdle()
  const layout = useMemo(() => layoutOf(viewport), [viewport])
  const grid = useMemo(
    () => (layout.kind === 'column' ? columnGrid : gridOf)(talk.length, viewport, GAP),
    [layout.kind, talk, viewport],
  )
  const numbers = useMemo(() => talk.map(({ n }) => n), [talk])
  const { at, dispatch } = useNavigation({ talk: numbers, pinned, columns: grid.columns })
  const go = useCallback((scene: number) => dispatch({ type: 'go', scene }), [dispatch])
  const turn = useCallback((where: 'next' | 'previous') => dispatch({ type: where }), [dispatch])
  const scene = talk.find(({ n }) => n === at.scene) ?? talk[0]
  const theme = themes[page.theme]
  const complete = useDashboard((state) => state.complete)
  usePrefetch(talk, scene, page.view === 'audience' ? 'near' : 'all', preparations, complete)

  if (page.role === null) return <Locked layout={layout} />
  const one = { talk, scene, layout, theme, still, preparations, go }
  return (
    <div className={idle ? styles.idle : styles.awake}>
      {at.mode === 'overview' ? (
        <Overview {...{ talk, theme, preparations, go }} chosen={at.chosen} cells={grid.cells} />
      ) : layout.kind === 'column' ? (
        <ColumnFrame {...one} turn={turn} />
      ) : (
        <div className={styles.letterbox}>
          <StageFrame {...one} />
        </div>
      )}
      {at.digits !== '' && (
        <output className={styles.digits} style={{ fontSize: layout.unit * 5 }}>
          {at.digits}
        </output>
      )}
    </div>
  )
}
