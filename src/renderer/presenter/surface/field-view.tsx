import { type ReactNode, useId } from 'react'
import type { Field, SurfaceSpec } from '../../../shared/surface-wire'
import { Button } from '../button'
import { CustomField } from './custom-field'
import { NumberField } from './number-field'
import { SelectorField } from './selector-field'
import styles from './surface.module.css'
import type { Invoke } from './surface-view'

export interface FieldViewProps {
  readonly field: Field
  /** What it stands in: another one is another word of the server. */
  readonly spec: SurfaceSpec
  readonly invoke: Invoke
}

/** A field of any kind that this version knows; the others were left out where the message was read. */
export function FieldView({ field, spec, invoke }: FieldViewProps) {
  switch (field.kind) {
    case 'toggle':
      return (
        <label className={styles.row}>
          <span>{field.label}</span>
          <input type="checkbox" checked={field.value} onChange={() => invoke(field.action.actionId, !field.value)} />
        </label>
      )
    case 'number':
      return <NumberField field={field} spec={spec} invoke={invoke} />
    case 'selector':
      return <SelectorField field={field} invoke={invoke} />
    case 'stat':
      return <Stat label={field.label}>{field.value}</Stat>
    case 'progress':
      return <Progress label={field.label} value={field.value} />
    case 'button':
      return <Button onClick={() => invoke(field.action.actionId)}>{field.label}</Button>
    case 'custom':
      return <CustomField rendererId={field.rendererId} payload={field.payload} />
  }
}

export function Stat({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <p className={styles.row}>
      <span>{label}</span>
      <strong>{children}</strong>
    </p>
  )
}

function Progress({ label, value }: { readonly label: string; readonly value: number }) {
  const id = useId()
  return (
    <p className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <progress id={id} value={value} max={1} />
    </p>
  )
}
