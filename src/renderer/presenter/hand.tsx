import { ChatPanel } from './chat/chat-panel'
import { Veils } from './hands/big-buttons'
import { GoTo } from './hands/go-to'
import { RecordButton } from './hands/record-button'
import { Notes } from './notes/notes'
import { Panels } from './panels'
import { Timer, WallClock } from './plan/timer'
import styles from './presenter.module.css'
import { Preview } from './scenes/preview'
import { veilText } from './scenes/veil'
import { StatusPanel } from './status/status-panel'
import { useOpenAlerts } from './status/use-open-alerts'
import { Timeline } from './timeline/timeline'
import { ServerFact } from './top-bar'
import type { Seat } from './use-seat'

/** The presenter's view in the hand: two huge buttons under the thumb, everything else above them. */
export function Hand({ seat }: { readonly seat: Seat }) {
  const { page, theme, preparations, hands, current, next, ways, numbers, script, connected, room, chat, command } =
    seat
  const { deck, go, turn } = hands
  const look = { theme, preparations }
  const alerts = useOpenAlerts()
  const talk = (
    <div className={styles.scroll}>
      <div className={styles.pair}>
        <Preview label="Now" scene={current} veil={veilText(deck, connected)} {...look} />
        <Preview label="Next" scene={next} {...look} />
      </div>
      <Veils deck={deck} command={command} />
      <GoTo talk={page.talk} script={script} current={deck.scene} go={go} />
      <div className={styles.extras}>
        <RecordButton command={command} />
      </div>
      <Timeline />
    </div>
  )
  return (
    <main className={styles.hand} data-layout="hand">
      <header className={styles.handTop}>
        <Timer timer={deck.timer} script={script} scene={current.n} command={command} />
        <dl className={styles.facts}>
          <ServerFact connected={connected} />
        </dl>
        <WallClock />
      </header>
      <Panels
        panels={[
          { name: 'Talk', content: talk },
          { name: 'Notes', content: <Notes script={script} scene={current.n} /> },
          { name: 'Ask', content: <ChatPanel chat={chat} talk={numbers} go={go} /> },
          { name: 'Status', badge: alerts, content: <StatusPanel room={room} deck={deck} command={command} /> },
        ]}
      />
      <nav className={styles.thumbs} aria-label="Move the talk">
        <button type="button" disabled={!ways.previous} onClick={() => turn('previous')}>
          Previous
        </button>
        <button type="button" className={styles.onward} disabled={!ways.next} onClick={() => turn('next')}>
          Next
          <small>{next ? `${next.n} ${next.title}` : 'the end'}</small>
        </button>
      </nav>
    </main>
  )
}
