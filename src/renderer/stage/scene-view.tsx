import { useId, useMemo } from 'react'
import type { Scene } from '../scenes/scene'
import { useDashboard, useFreshness, useView } from '../store/use-dashboard'
import { FactTable } from '../ui/fact-table'
import type { Theme } from '../ui/palette'
import { frameOf, type Layout } from './layout'
import { PictureBoundary } from './picture-boundary'
import { Placeholder } from './placeholder'
import type { Preparations } from './preparations'
import { SceneHeader } from './scene-header'
import styles from './scene-view.module.css'
import { usePrepared } from './use-prepared'

export interface SceneViewProps {
  readonly scene: Scene
  readonly layout: Layout
  readonly theme: Theme
  readonly interactive: boolean
  readonly still: boolean
  readonly preparations: Preparations
}

/** A scene with all that stands around its picture. It fills the element that it is in. */
export function SceneView({ scene, layout, theme, interactive, still, preparations }: SceneViewProps) {
  const seen = useView(scene)
  const { view } = seen
  const freshness = useFreshness(seen)
  const complete = useDashboard((state) => state.complete)
  const prepared = usePrepared(scene, preparations)
  const factsId = useId()
  const { stale } = freshness
  const frame = useMemo(() => {
    const shown = stale ? { ...theme, accent: theme.stale } : theme
    return frameOf(layout, { theme: shown, interactive, still })
  }, [layout, theme, stale, interactive, still])
  const facts = useMemo(() => (interactive ? scene.facts(view) : null), [scene, view, interactive])
  // The same element while nothing it shows has changed: the second's tick of the age does not draw it anew.
  const picture = useMemo(() => <scene.Picture view={view} frame={frame} />, [scene, view, frame])
  const count = scene.count(view)
  const headline = count > 0 ? scene.headline(view) : null
  const ready = count > 0 ? prepared : complete
  const style = { '--unit': `${frame.unit}px`, ...(stale ? { '--accent': theme.stale } : {}) }

  return (
    <section
      className={`${styles.scene} ${layout.kind === 'stage' ? styles.stage : styles.column}`}
      style={style}
      data-scene={scene.n}
      data-ready={ready}
      data-count={count}
      data-age={freshness.ageS === null ? '' : Math.floor(freshness.ageS)}
      role="img"
      aria-label={headline ? `${scene.title}. ${headline}` : scene.title}
      aria-describedby={facts ? factsId : undefined}
    >
      <SceneHeader scene={scene} headline={headline} freshness={freshness} />
      <div className={styles.picture} style={{ width: frame.width, minHeight: frame.height }}>
        {count > 0 ? (
          <PictureBoundary view={view} fallback={<Placeholder {...broken} />}>
            {picture}
          </PictureBoundary>
        ) : (
          <Placeholder {...(complete ? { title: scene.empty.what, text: scene.empty.how } : waiting)} />
        )}
      </div>
      {facts && <FactTable id={factsId} facts={facts} />}
    </section>
  )
}

const broken = {
  title: 'This picture could not be drawn',
  text: 'The other scenes go on. It is tried again with the next data.',
}
const waiting = { title: 'Connecting', text: 'The picture appears as soon as the server answers.' }
