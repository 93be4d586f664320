import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import type { Scene } from '../../scenes/scene'
import { stageIn } from '../../stage/layout'
import type { Preparations } from '../../stage/preparations'
import { SceneView } from '../../stage/scene-view'
import type { Theme } from '../../ui/palette'
import styles from './preview.module.css'

export interface PreviewProps {
  readonly label: string
  /** Null past the end of the talk. */
  readonly scene: Scene | null
  readonly theme: Theme
  readonly preparations: Preparations
  /** What lies over it; null where the room sees it as it is. */
  readonly veil?: ReactNode
}

/** A scene of the talk, live, as the room sees it or will see it. */
export function Preview({ label, scene, theme, preparations, veil }: PreviewProps) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    setWidth(element.clientWidth)
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const layout = stageIn({ left: 0, top: 0, width, height: Math.floor((width * 9) / 16) })
  return (
    <figure className={styles.preview} data-preview={label.toLowerCase()}>
      <figcaption>
        {label}
        <strong>{scene ? `${scene.n} ${scene.title}` : 'the end of the talk'}</strong>
      </figcaption>
      <div ref={box} className={styles.box}>
        {scene && width > 0 && (
          <SceneView key={scene.n} {...{ scene, layout, theme, preparations }} interactive={false} still />
        )}
        {veil && <div className={styles.veil}>{veil}</div>}
      </div>
    </figure>
  )
}
