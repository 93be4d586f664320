import type { Payload } from '../../../shared/topics'
import type { ReplayOrder } from '../../deck/commands'
import { Button } from '../button'
import buttons from '../button.module.css'
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
      <Button tone="accent" onClick={() => order({ action: 'toggle' })}>
        {playing ? 'Pause' : 'Play'}
      </Button>
      <Button onClick={() => order({ action: 'step', to: 'previous' })}>Step back</Button>
      <Button onClick={() => order({ action: 'step', to: 'next' })}>Step</Button>
      <Button onClick={() => order({ action: 'jump', to: 'previous', kind: 'scene' })}>Scene before</Button>
      <Button onClick={() => order({ action: 'jump', to: 'next', kind: 'scene' })}>Scene after</Button>
      <Button onClick={() => order({ action: 'jump', to: 'next', kind: 'marker' })}>Next marker</Button>
      <select
        className={buttons.button}
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
      <Button aria-pressed={loop} onClick={() => order({ action: 'loop', on: !loop })}>
        Loop
      </Button>
      <Button aria-pressed={skip_idle} onClick={() => order({ action: 'skip_idle', on: !skip_idle })}>
        Skip idle
      </Button>
      <span className={styles.file}>
        {status.file}
        {cut && ' (cut off: plays up to there)'}
      </span>
    </div>
  )
}
