import { useNotice } from '../deck/notices-context'
import styles from './hint.module.css'

/** A sentence to who has the keys in hand. */
export function Notice() {
  const sentence = useNotice()
  return sentence && <output className={styles.notice}>{sentence}</output>
}

/** Keys pressed now would go elsewhere. */
export function Unfocused() {
  return (
    <output className={styles.unfocused} data-unfocused>
      Keys go to another window: click here
    </output>
  )
}
