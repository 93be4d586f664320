import type { Scene } from '../scenes/scene'
import type { Theme } from '../ui/palette'
import { Dots, type DotsProps } from './dots'
import { HealthStrip } from './health-strip'
import type { Layout } from './layout'
import type { Preparations } from './preparations'
import { SceneView } from './scene-view'
import styles from './stage-frame.module.css'
import { usePrepared } from './use-prepared'
import { useShownScene } from './use-shown-scene'

export interface OneSceneProps {
  readonly talk: DotsProps['talk']
  readonly scene: Scene
  readonly layout: Layout
  readonly theme: Theme
  readonly still: boolean
  readonly preparations: Preparations
  readonly go: (scene: number) => void
  /** Called when anything in the frame is touched or clicked. */
  readonly touched?: (() => void) | undefined
}

/** The 16:9 stage: one scene, and the line under it. */
export function StageFrame({ talk, scene, layout, theme, still, preparations, go, touched }: OneSceneProps) {
  const { current, leaving } = useShownScene(scene, usePrepared(scene, preparations), still)
  const { box, unit } = layout
  const given = { layout, theme, still, preparations }
  return (
    <div
      className={styles.stage}
      style={{ ...box, '--unit': `${unit}px` }}
      data-layout="stage"
      onPointerDownCapture={touched}
    >
      {(leaving ? [current, leaving] : [current]).map((shown) => (
        <div key={shown.n} className={shown === leaving ? styles.leaving : styles.shown} inert={shown === leaving}>
          <SceneView scene={shown} interactive {...given} />
        </div>
      ))}
      <footer className={styles.line}>
        <Dots talk={talk} current={scene.n} go={go} />
        <HealthStrip />
      </footer>
    </div>
  )
}
