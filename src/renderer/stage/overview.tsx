import { useEffect, useRef } from 'react'
import type { Scene } from '../scenes/scene'
import type { Theme } from '../ui/palette'
import { type Box, stageIn } from './layout'
import styles from './overview.module.css'
import type { Preparations } from './preparations'
import { SceneView } from './scene-view'

export interface OverviewProps {
  readonly talk: readonly Scene[]
  readonly chosen: number
  /** A place per scene of the talk. */
  readonly cells: readonly Box[]
  readonly theme: Theme
  readonly preparations: Preparations
  readonly go: (scene: number) => void
}

/** Every scene of the talk at once, all of them live. */
export function Overview({ talk, chosen, cells, theme, preparations, go }: OverviewProps) {
  const choice = useRef<HTMLDivElement>(null)
  // Another choice is brought into sight.
  useEffect(() => {
    choice.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <main className={styles.overview} data-layout="overview">
      {talk.map((scene, i) => {
        const cell = cells[i]
        if (!cell) return null
        const layout = stageIn({ ...cell, left: 0, top: 0 })
        return (
          <div
            key={scene.n}
            ref={scene.n === chosen ? choice : null}
            className={scene.n === chosen ? styles.chosen : styles.cell}
            style={cell}
          >
            <SceneView {...{ scene, layout, theme, preparations }} interactive={false} still />
            <button
              type="button"
              className={styles.cover}
              onClick={() => go(scene.n)}
              aria-label={`${scene.n} ${scene.title}`}
              tabIndex={-1}
            />
          </div>
        )
      })}
    </main>
  )
}
