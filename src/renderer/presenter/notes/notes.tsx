import { useEffect, useRef } from 'react'
import { Markdown } from './markdown'
import styles from './notes.module.css'
import type { Script } from './use-script'

/** What the presenter wrote down for the scene. Another scene begins at its top. */
export function Notes({ script, scene }: { readonly script: Script; readonly scene: number }) {
  // Every scene of the talk stands in it, with notes or without: it has not come while one is not there.
  const entry = script.find((one) => one.scene === scene)
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.scrollTo(0, 0)
  }, [scene])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section ref={box} className={styles.notes} aria-label="Notes" tabIndex={0}>
      {entry?.notes ? (
        <Markdown text={entry.notes} />
      ) : entry ? (
        <p className={styles.none}>
          No notes for this scene. They come from <code>notes</code> in lectern.yaml.
        </p>
      ) : (
        <p className={styles.none}>The notes have not come yet.</p>
      )}
    </section>
  )
}
