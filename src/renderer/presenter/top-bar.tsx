import { whole } from '../../shared/format'
import { Timer, WallClock } from './plan/timer'
import styles from './presenter.module.css'
import { audienceOf, isSlow, slowestText, sourcesText } from './room/room'
import type { Seat } from './use-seat'

/** What is looked at in passing: the time, the plan, the room. */
export function TopBar({ page, hands, script, command, connected, room }: Seat) {
  const { timer, scene } = hands.deck
  return (
    <header className={styles.top}>
      <h1>{page.title}</h1>
      <Timer {...{ timer, script, scene, command }} />
      <dl className={styles.facts}>
        <div>
          <dt>Audience</dt>
          <dd data-fact="audience">{room ? whole(audienceOf(room)) : '—'}</dd>
        </div>
        <div className={room && isSlow(room) ? styles.bad : undefined}>
          <dt>Slowest</dt>
          <dd data-fact="slowest" title={room ? slowestText(room) : undefined}>
            {room ? lagText(room.slowest) : '—'}
          </dd>
        </div>
        <div className={room && sourcesText(room).endsWith('broken') ? styles.bad : undefined}>
          <dt>Sources</dt>
          <dd data-fact="sources">{room ? sourcesText(room) : '—'}</dd>
        </div>
        <ServerFact connected={connected} />
      </dl>
      <WallClock />
    </header>
  )
}

/** Whether what is pressed here is heard. */
export function ServerFact({ connected }: Pick<Seat, 'connected'>) {
  return (
    <div className={connected ? undefined : styles.bad}>
      <dt>Server</dt>
      <dd data-fact="server">{connected ? 'here' : 'away'}</dd>
    </div>
  )
}

/** Short enough for a bar. */
function lagText(slowest: { readonly events: number; readonly seconds: number } | null): string {
  if (slowest === null) return '—'
  if (slowest.events === 0) return 'up to date'
  return slowest.seconds < 1 ? `${whole(slowest.events)} behind` : `${Math.round(slowest.seconds)} s behind`
}
