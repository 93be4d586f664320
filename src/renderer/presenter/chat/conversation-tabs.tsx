import styles from './chat.module.css'
import { MAX_TABS, type Tab, titleOf } from './tabs'

export interface ConversationTabsProps {
  readonly tabs: readonly Tab[]
  readonly focused: string
  readonly open: () => void
  readonly focus: (id: string) => void
  readonly close: (id: string) => void
}

/** The conversations. Closing one ends it on the server; nothing else on this page does. */
export function ConversationTabs({ tabs, focused, open, focus, close }: ConversationTabsProps) {
  return (
    <div className={styles.tabs}>
      <ul aria-label="Conversations">
        {tabs.map((tab, place) => {
          const title = titleOf(tab, place)
          return (
            <li key={tab.id} className={tab.id === focused ? styles.focused : undefined}>
              <button
                type="button"
                className={styles.tab}
                aria-current={tab.id === focused}
                onClick={() => focus(tab.id)}
              >
                {title}
              </button>
              <button
                type="button"
                className={styles.close}
                aria-label={`Close ${title}`}
                title="Close: ends the conversation and its cache warming"
                onClick={() => close(tab.id)}
              >
                ×
              </button>
            </li>
          )
        })}
      </ul>
      <button
        type="button"
        className={styles.add}
        aria-label="New conversation"
        disabled={tabs.length >= MAX_TABS}
        onClick={open}
      >
        +
      </button>
    </div>
  )
}
