import { useId } from 'react'
import type { SurfaceSpec } from '../../../shared/surface-wire'
import { FieldView } from './field-view'
import { Sparkline } from './sparkline-view'
import styles from './surface.module.css'

export type Invoke = (actionId: string, payload?: unknown) => void

export interface SurfaceViewProps {
  readonly spec: SurfaceSpec
  /** What the server refused; null where it did as asked. */
  readonly problem: string | null
  readonly invoke: Invoke
}

/** Any surface by its field kinds: what it is about is the server's business. */
export function SurfaceView({ spec, problem, invoke }: SurfaceViewProps) {
  const titleId = useId()
  const { title, fields, note, history } = spec
  return (
    <section className={styles.surface} aria-labelledby={titleId} data-surface={spec.id}>
      <h3 id={titleId}>{title}</h3>
      {fields.map((field, place) => (
        <FieldView key={`${place} ${field.kind}`} field={field} spec={spec} invoke={invoke} />
      ))}
      {history && history.length > 0 && <Sparkline history={history} />}
      {note && <p className={styles.note}>{note}</p>}
      <p className={styles.problem} role="status">
        {problem}
      </p>
    </section>
  )
}
