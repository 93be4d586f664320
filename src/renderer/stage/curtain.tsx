import styles from './curtain.module.css'

/** Over everything, at once: the room shall look at the speaker. */
export function Curtain({ value }: { readonly value: 'black' | 'white' | null }) {
  return (
    value && (
      <div
        className={styles[value]}
        data-curtain={value}
        aria-label={`The screen is ${value} for a moment`}
        role="img"
      />
    )
  )
}
