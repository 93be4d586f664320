import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import styles from './panels.module.css'

export interface Panel {
  readonly name: string
  /** What asks to be looked at, in a word or number; null for nothing. */
  readonly badge?: string | null
  readonly content: ReactNode
}

/** Panels as tabs. All of them stay, so that what was typed and scrolled in one is there when it comes back. */
export function Panels({ panels }: { readonly panels: readonly [Panel, ...Panel[]] }) {
  const [chosen, choose] = useState(panels[0].name)
  const id = useId()
  const shown = panels.some(({ name }) => name === chosen) ? chosen : panels[0].name
  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault() // else the talk would go on
    const place = panels.findIndex(({ name }) => name === shown) + by
    const next = panels[(place + panels.length) % panels.length]
    if (!next) return
    choose(next.name)
    document.getElementById(`${id}-${next.name}`)?.focus()
  }
  return (
    <div className={styles.panels}>
      <div className={styles.tabs} role="tablist" tabIndex={-1} onKeyDown={pressed}>
        {panels.map(({ name, badge }) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={name === shown}
            aria-controls={`${id}-${name}-panel`}
            tabIndex={name === shown ? 0 : -1}
            onClick={() => choose(name)}
          >
            {name}
            {badge && <span className={styles.badge}>{badge}</span>}
          </button>
        ))}
      </div>
      {panels.map(({ name, content }) => (
        <div
          key={name}
          id={`${id}-${name}-panel`}
          role="tabpanel"
          aria-labelledby={`${id}-${name}`}
          className={styles.panel}
          hidden={name !== shown}
        >
          {content}
        </div>
      ))}
    </div>
  )
}
