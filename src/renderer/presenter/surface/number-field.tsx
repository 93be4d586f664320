import { type KeyboardEvent, useEffect, useId, useReducer } from 'react'
import type { Field, SurfaceSpec } from '../../../shared/surface-wire'
import { fieldText, stepFieldEdit } from './field-edit'
import styles from './surface.module.css'
import type { Invoke } from './surface-view'

export interface NumberFieldProps {
  readonly field: Extract<Field, { kind: 'number' }>
  readonly spec: SurfaceSpec
  readonly invoke: Invoke
}

/** A number to type. While it is edited no update touches it; Enter or leaving sends it, Escape gives it back. */
export function NumberField({ field, spec, invoke }: NumberFieldProps) {
  const [edit, step] = useReducer(stepFieldEdit, { at: 'following' })
  const id = useId()
  useEffect(() => step({ type: 'answered', shown: spec }), [spec])
  const send = () => {
    if (edit.at !== 'editing') return
    const value = Number(edit.text)
    if (edit.text.trim() === '' || !Number.isFinite(value) || value === field.value) return step({ type: 'dropped' })
    step({ type: 'sent', shown: spec })
    invoke(field.action.actionId, value)
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter') send()
    if (event.key !== 'Escape' || edit.at !== 'editing') return
    event.preventDefault()
    step({ type: 'dropped' })
  }
  return (
    <p className={styles.row}>
      <label htmlFor={id}>{field.label}</label>
      <span className={styles.number}>
        <input
          id={id}
          type="number"
          inputMode="decimal"
          min={field.min}
          max={field.max}
          step={field.step ?? 'any'}
          value={fieldText(edit, String(field.value))}
          onChange={({ target }) => step({ type: 'typed', text: target.value })}
          onBlur={send}
          onKeyDown={pressed}
        />
        {field.unit}
      </span>
    </p>
  )
}
