import { applies, type KeyContext, type KeyRow, keymap } from '../deck/keymap'
import styles from './layer.module.css'

/** The keys of this page, from the table itself. */
export function Help({ keys, close }: { readonly keys: KeyContext; readonly close: () => void }) {
  const rows = keymap.filter((row) => row.label && applies(row, { ...keys, mode: 'scene' }))
  const ofScene = rows.filter(({ scene }) => scene !== undefined)
  return (
    <div className={styles.shade} data-layer="help" onPointerDown={close}>
      <section className={styles.panel} aria-label="Keys">
        <h2>Keys</h2>
        <Rows rows={rows.filter(({ scene }) => scene === undefined)} />
        {ofScene.length > 0 && (
          <>
            <h3>On this scene</h3>
            <Rows rows={ofScene} />
          </>
        )}
      </section>
    </div>
  )
}

function Rows({ rows }: { readonly rows: readonly KeyRow[] }) {
  return (
    <dl className={styles.keys}>
      {rows.map(({ action, label, help }) => (
        <div key={action}>
          <dt>{label}</dt>
          <dd>{help}</dd>
        </div>
      ))}
    </dl>
  )
}
