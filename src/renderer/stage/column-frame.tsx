import { useEffect } from 'react'
import styles from './column-frame.module.css'
import { Dots } from './dots'
import { HealthStrip } from './health-strip'
import { SceneView } from './scene-view'
import type { OneSceneProps } from './stage-frame'
import { watchSwipes } from './swipe'

export interface ColumnFrameProps extends OneSceneProps {
  readonly turn: (where: 'next' | 'previous') => void
}

/** A scene in the hand: as wide as the phone, as long as it needs, with the ways on under the thumb. */
export function ColumnFrame(props: ColumnFrameProps) {
  const { talk, scene, layout, theme, still, preparations, go, touched, turn } = props
  useEffect(() => watchSwipes(turn), [turn])
  // Another scene begins at its top.
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [scene])
  const place = talk.findIndex(({ n }) => n === scene.n)
  const given = { layout, theme, still, preparations }
  return (
    <div
      className={styles.column}
      style={{ '--unit': `${layout.unit}px` }}
      data-layout="column"
      onPointerDownCapture={touched}
    >
      <SceneView key={scene.n} scene={scene} interactive {...given} />
      <footer className={styles.bar}>
        <button type="button" disabled={place <= 0} onClick={() => turn('previous')} aria-label="Previous scene">
          <Chevron points="15,5 8,12 15,19" />
        </button>
        <div className={styles.middle}>
          <Dots talk={talk} current={scene.n} go={go} />
          <HealthStrip />
        </div>
        <button type="button" disabled={place >= talk.length - 1} onClick={() => turn('next')} aria-label="Next scene">
          <Chevron points="9,5 16,12 9,19" />
        </button>
      </footer>
    </div>
  )
}

function Chevron({ points }: { readonly points: string }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <polyline points={points} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
