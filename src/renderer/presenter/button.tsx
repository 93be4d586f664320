import type { ComponentProps } from 'react'
import styles from './button.module.css'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** What it stands out for: it is the first choice, or it ends something. */
  readonly tone?: 'accent' | 'alert'
}

/** A small button among other things of a panel; those for the hands, which a thumb finds blind, have a style of their own. */
export function Button({ tone, type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} data-tone={tone} className={styles.button} />
}
