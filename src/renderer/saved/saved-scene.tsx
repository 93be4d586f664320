import { useCallback, useMemo, useState } from 'react'
import { SAVED_INDEX, type SavedPage, savedFile } from '../../shared/saved'
import { type Action, isSceneAction, type KeyPress } from '../deck/keymap'
import { type NavigationEvent, navigate, show } from '../deck/navigation'
import { navigationOf } from '../deck/take-key'
import { useKeys } from '../deck/use-keys'
import { toggleFullscreen } from '../deck/window'
import type { Scene } from '../scenes/scene'
import { ColumnFrame } from '../stage/column-frame'
import { layoutOf } from '../stage/layout'
import type { Preparations } from '../stage/preparations'
import styles from '../stage/stage.module.css'
import { StageFrame } from '../stage/stage-frame'
import { themeOf } from '../ui/palette'
import { useReducedMotion } from '../ui/use-reduced-motion'
import { useViewport } from '../ui/use-viewport'

export interface SavedSceneProps {
  readonly page: SavedPage
  readonly scene: Scene
  readonly preparations: Preparations
}

/** A scene as it was: the same frame around it, and the talk's keys, clicks and swipes lead to the files beside this one. */
export function SavedScene({ page, scene, preparations }: SavedSceneProps) {
  const { talk } = page
  const viewport = useViewport()
  const layout = useMemo(() => layoutOf(viewport, 'audience'), [viewport])
  const theme = useMemo(() => themeOf(page.theme, page.palette), [page])
  const still = useReducedMotion()
  const [at, setAt] = useState(() => show(scene.n))

  const move = useCallback(
    (event: NavigationEvent) => {
      const to = navigate(
        at,
        event,
        talk.map(({ n }) => n),
      )
      if (to.mode === 'overview') location.assign(SAVED_INDEX)
      else if (to.scene !== scene.n) location.assign(savedFile(to.scene))
      else setAt(to)
    },
    [at, talk, scene],
  )
  const act = (action: Action, press: KeyPress) => {
    const event = navigationOf(action, press, at, 1)
    if (event) move(event)
    else if (isSceneAction(action)) scene.act?.(action)
    else if (action === 'fullscreen') toggleFullscreen()
  }
  useKeys({ mode: 'scene', scene: scene.n, speaker: false, kiosk: false }, act)
  const go = useCallback((n: number) => move({ type: 'go', scene: n }), [move])
  const turn = useCallback((where: 'next' | 'previous') => move({ type: where }), [move])

  const one = { talk, scene, layout, theme, still, preparations, go }
  if (layout.kind === 'column') return <ColumnFrame {...one} turn={turn} />
  return (
    <div className={styles.letterbox}>
      <StageFrame {...one} />
    </div>
  )
}
