import styles from './placeholder.module.css'

export interface PlaceholderProps {
  readonly title: string
  readonly text: string
}

/** What stands where a picture would: said plainly, in the picture's own place. */
export function Placeholder({ title, text }: PlaceholderProps) {
  return (
    <div className={styles.placeholder}>
      <div className={styles.lines} aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </div>
      <p className={styles.title}>{title}</p>
      <p className={styles.text}>{text}</p>
    </div>
  )
}
