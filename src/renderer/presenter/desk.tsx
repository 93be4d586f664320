import { ChatPanel } from './chat/chat-panel'
import { BigButtons } from './hands/big-buttons'
import { GoTo } from './hands/go-to'
import { Marker } from './hands/marker'
import { RecordButton } from './hands/record-button'
import { Notes } from './notes/notes'
import { Panels } from './panels'
import styles from './presenter.module.css'
import { Preview } from './scenes/preview'
import { veilText } from './scenes/veil'
import { StatusPanel } from './status/status-panel'
import { useOpenAlerts } from './status/use-open-alerts'
import { Timeline } from './timeline/timeline'
import { TopBar } from './top-bar'
import type { Seat } from './use-seat'

/** The presenter's view on a laptop, three columns, or on a tablet, two: there the notes are one of the panels. */
export function Desk({ seat, columns }: { readonly seat: Seat; readonly columns: 2 | 3 }) {
  const { page, theme, preparations, hands, current, next, ways, numbers, script, connected, room, chat, command } =
    seat
  const { deck, at, go, turn } = hands
  const look = { theme, preparations }
  const chosen = at.mode === 'overview' ? at.chosen : deck.scene
  const alerts = useOpenAlerts()
  const notes = <Notes script={script} scene={current.n} />
  const questions = { name: 'Questions', content: <ChatPanel chat={chat} talk={numbers} go={go} /> }
  const status = { name: 'Status', badge: alerts, content: <StatusPanel room={room} deck={deck} command={command} /> }
  return (
    <main className={columns === 3 ? styles.desk : styles.tablet} data-layout={columns === 3 ? 'desk' : 'tablet'}>
      <TopBar {...seat} />
      <div className={`${styles.column} ${styles.main}`}>
        <Preview label="Now" scene={current} veil={veilText(deck, connected)} {...look} />
        <BigButtons deck={deck} command={command} ways={ways} turn={turn} />
        <GoTo talk={page.talk} script={script} current={chosen} go={go} />
        <div className={styles.extras}>
          <RecordButton command={command} />
          <Marker command={command} />
        </div>
      </div>
      <div className={styles.column}>
        <Preview label="Next" scene={next} {...look} />
        {columns === 3 ? notes : <Panels panels={[{ name: 'Notes', content: notes }, questions, status]} />}
      </div>
      {columns === 3 && (
        <aside className={styles.column}>
          <Panels panels={[questions, status]} />
        </aside>
      )}
      <Timeline />
    </main>
  )
}
