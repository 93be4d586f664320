import { applies, type KeyContext, keymap } from '../deck/keymap'
import styles from './layer.module.css'

/** The keys of this page, from the table itself. */
export function Help({ keys, close }: { readonly keys: KeyContext; readonly close: () => void }) {
  const rows = keymap.filter((row) => row.label && applies(row, { ...keys, mode: 'scene' }))
  return (
    <div className={styles.shade} data-layer="help" onPointerDown={close}>
      <section className={styles.panel} aria-label="Keys">
        <h2>Keys</h2>
        <dl className={styles.keys}>
          {rows.map(({ action, label, help }) => (
            <div key={action} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{help}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}
