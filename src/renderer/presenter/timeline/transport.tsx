import type { Payload } from '../../../shared/topics'
import type { ReplayOrder } from '../../deck/commands'
import styles from './timeline.module.css'

const speeds = [0.25, 0.5, 1, 2, 4, 8, 16]

export interface TransportProps {
  readonly status: Payload<'replay_status'>
  readonly cut: boolean
  readonly order: (order: ReplayOrder) => void
}

/** Play, pause, step, jump, speed and loop. */
export function Transport({ status, cut, order }: TransportProps) {
  const { loop = false, skip_idle = false } = status
  const playing = status.state === 'playing'
  return (
    <div className={styles.transport}>
      <button type="button" className={styles.play} onClick={() => order({ action: 'toggle' })}>
        {playing ? 'Pause' : 'Play'}
      </button>
      <button type="button" onClick={() => order({ action: 'step', to: 'previous' })}>
        Step back
      </button>
      <button type="button" onClick={() => order({ action: 'step', to: 'next' })}>
        Step
      </button>
      <button type="button" onClick={() => order({ action: 'jump', to: 'previous', kind: 'scene' })}>
        Scene before
      </button>
      <button type="button" onClick={() => order({ action: 'jump', to: 'next', kind: 'scene' })}>
        Scene after
      </button>
      <button type="button" onClick={() => order({ action: 'jump', to: 'next', kind: 'marker' })}>
        Next marker
      </button>
      <select
        aria-label="Speed"
        value={status.speed ?? 1}
        onChange={({ target }) => order({ action: 'speed', speed: Number(target.value) })}
      >
        {(speeds.includes(status.speed ?? 1) ? speeds : [...speeds, status.speed ?? 1]).map((speed) => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
      <button type="button" aria-pressed={loop} onClick={() => order({ action: 'loop', on: !loop })}>
        Loop
      </button>
      <button type="button" aria-pressed={skip_idle} onClick={() => order({ action: 'skip_idle', on: !skip_idle })}>
        Skip idle
      </button>
      <span className={styles.file}>
        {status.file}
        {cut && ' (cut off: plays up to there)'}
      </span>
    </div>
  )
}
