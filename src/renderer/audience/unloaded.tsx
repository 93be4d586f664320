import styles from './locked.module.css'

/** What a page says whose own part could not be fetched. */
export function Unloaded() {
  return (
    <main className={styles.locked} data-unloaded>
      <p className={styles.text}>This view could not be loaded: the server is away, or has been updated.</p>
      <div className={styles.form}>
        <button type="button" onClick={() => location.reload()}>
          Try again
        </button>
      </div>
    </main>
  )
}
