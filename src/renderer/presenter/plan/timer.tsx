import { type DeckTimer, elapsedS } from '../../../shared/deck'
import type { Command } from '../../deck/commands'
import { useDashboard } from '../../store/use-dashboard'
import { clockText, lengthText } from '../../ui/time-text'
import { Button } from '../button'
import type { Script } from '../notes/use-script'
import { driftText, hasBegun, leftText, paceOf } from './plan'
import styles from './timer.module.css'

export interface TimerProps {
  readonly timer: DeckTimer
  readonly script: Script
  readonly scene: number
  readonly command: (command: Command) => void
}

/** The talk's time, and how it stands against its plan. */
export function Timer({ timer, script, scene, command }: TimerProps) {
  const elapsed = useDashboard(({ now }) => Math.floor(elapsedS(timer, now / 1000)))
  const pace = paceOf(script, scene, elapsed)
  const left = pace && leftText(pace)
  const order = (action: 'start' | 'stop' | 'reset') => command({ command: 'timer', action })
  return (
    <section className={styles.timer} aria-label="Timer">
      <b className={timer.running ? styles.running : styles.still} role="timer">
        {lengthText(elapsed)}
        {pace && <small> / {lengthText(pace.total)}</small>}
      </b>
      {pace && hasBegun(timer) && (
        <span className={styles.pace}>
          <span className={pace.drift > 0 ? styles.behind : undefined} data-drift={Math.round(pace.drift)}>
            {driftText(pace)}
          </span>
          {left && (
            <span className={pace.sceneLeft !== null && pace.sceneLeft < 0 ? styles.behind : undefined}>{left}</span>
          )}
          {pace.sceneShare !== null && <progress aria-label="Of this scene’s time" value={pace.sceneShare} max={1} />}
        </span>
      )}
      <span className={styles.buttons}>
        <Button onClick={() => order(timer.running ? 'stop' : 'start')}>{timer.running ? 'Pause' : 'Start'}</Button>
        <Button onClick={() => order('reset')}>Reset</Button>
      </span>
    </section>
  )
}

/** The time of day where the presenter is. */
export function WallClock() {
  const minute = useDashboard(({ now, clockOffsetMs }) => Math.floor((now - clockOffsetMs) / 60_000))
  return <time className={styles.clock}>{clockText(minute * 60_000)}</time>
}
