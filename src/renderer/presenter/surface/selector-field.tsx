import { useId, useState } from 'react'
import type { Field } from '../../../shared/surface-wire'
import styles from './surface.module.css'
import type { Invoke } from './surface-view'

export interface SelectorFieldProps {
  readonly field: Extract<Field, { kind: 'selector' }>
  readonly invoke: Invoke
}

/** A choice. While it has the focus it shows what stood there when it got it: a list that is open does not change. */
export function SelectorField({ field, invoke }: SelectorFieldProps) {
  const id = useId()
  const [held, hold] = useState<typeof field | null>(null)
  const { value, options, label, action } = held ?? field
  return (
    <p className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onFocus={() => hold(field)}
        onBlur={() => hold(null)}
        onChange={({ target }) => {
          hold(null)
          invoke(action.actionId, target.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </p>
  )
}
