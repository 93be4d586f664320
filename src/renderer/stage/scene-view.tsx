import { useId, useMemo } from 'react'
import type { Scene } from '../scenes/scene'
import { useDashboard, useFreshness, useView } from '../store/use-dashboard'
import { FactTable } from '../ui/fact-table'
import type { Theme } from '../ui/palette'
import { Boundary } from './boundary'
import { frameOf, type Layout } from './layout'
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

/** A scene with all that stands around its picture; it fills the element that it is in. What breaks in it stays in it. */
export function SceneView(props: SceneViewProps) {
  const { topics } = props.scene
  const revision = useDashboard(({ cache }) => topics.map((topic) => cache.revision(topic)).join())
  return (
    <Boundary revision={revision} fallback={<BrokenScene {...props} />}>
      <LiveScene {...props} />
    </Boundary>
  )
}

function LiveScene({ scene, layout, theme, interactive, still, preparations }: SceneViewProps) {
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
  const drawn = count > 0 || scene.worthDrawing?.(view) === true
  const headline = drawn ? scene.headline(view) : null
  const ready = drawn ? prepared : complete

  return (
    <section
      className={`${styles.scene} ${styles[layout.kind]}`}
      style={{ '--unit': `${frame.unit}px`, '--accent': stale ? theme.stale : undefined }}
      data-scene={scene.n}
      data-ready={ready}
      data-count={count}
      data-age={freshness.ageS === null ? '' : Math.floor(freshness.ageS)}
      role={scene.hasControls ? 'group' : 'img'}
      aria-label={headline ? `${scene.title}. ${headline}` : scene.title}
      aria-describedby={facts ? factsId : undefined}
    >
      <SceneHeader scene={scene} headline={headline} freshness={freshness} />
      <div className={styles.picture} style={{ width: frame.width, minHeight: frame.height }}>
        {drawn ? picture : <Placeholder {...(complete ? emptyOf(scene) : waiting)} />}
      </div>
      {facts && <FactTable id={factsId} facts={facts} />}
    </section>
  )
}

function BrokenScene({ scene, layout, ...look }: SceneViewProps) {
  const frame = frameOf(layout, look)
  return (
    <section
      className={`${styles.scene} ${styles[layout.kind]}`}
      style={{ '--unit': `${frame.unit}px` }}
      data-scene={scene.n}
      data-ready={false}
    >
      <SceneHeader scene={scene} headline={null} freshness={null} />
      <div className={styles.picture} style={{ width: frame.width, minHeight: frame.height }}>
        <Placeholder {...broken} />
      </div>
    </section>
  )
}

const emptyOf = ({ empty }: Scene) => ({ title: empty.what, text: empty.how })
const broken = {
  title: 'This picture could not be drawn',
  text: 'The other scenes go on. It is tried again with the next data.',
}
const waiting = { title: 'Connecting', text: 'The picture appears as soon as the server answers.' }
