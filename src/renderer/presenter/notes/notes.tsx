import { useEffect, useRef } from 'react'
import { Markdown } from './markdown'
import styles from './notes.module.css'
import type { Script } from './use-script'

/** What the presenter wrote down for the scene. Another scene begins at its top. */
export function Notes({ script, scene }: { readonly script: Script; readonly scene: number }) {
  const text = script.find((entry) => entry.scene === scene)?.notes
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.scrollTo(0, 0)
  }, [scene])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section ref={box} className={styles.notes} aria-label="Notes" tabIndex={0}>
      {text ? (
        <Markdown text={text} />
      ) : (
        <p className={styles.none}>
          No notes for this scene. They come from <code>notes</code> in lectern.yaml.
        </p>
      )}
    </section>
  )
}
