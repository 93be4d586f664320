import { useEffect, useId, useRef, useState } from 'react'
import { systemClock } from '../../../shared/clock'
import { percent } from '../../../shared/format'
import { createPaced, type Paced } from './paced'
import styles from './projector.module.css'

export interface SliderProps {
  readonly label: string
  readonly min: number
  readonly max: number
  /** What holds, in the same unit as the bounds; 1 is read as 100 %. */
  readonly value: number
  /** Has to stay the same function. */
  readonly changed: (value: number) => void
}

/** Between two words of a hand that drags. */
const PACE_MS = 100

/** A factor to drag, or to move by the arrow keys. Under the hand it stays where the hand has it, whatever comes. */
export function Slider({ label, min, max, value, changed }: SliderProps) {
  const [held, hold] = useState<number | null>(null)
  const id = useId()
  const paced = useRef<Paced<number> | null>(null)
  useEffect(() => {
    const made = createPaced(changed, PACE_MS, systemClock)
    paced.current = made
    return made.flush
  }, [changed])
  const letGo = () => {
    paced.current?.flush()
    hold(null)
  }
  const shown = held ?? value
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={0.05}
        value={shown}
        aria-valuetext={percent(shown)}
        onPointerDown={() => hold(value)}
        onChange={({ target }) => {
          hold(target.valueAsNumber)
          paced.current?.say(target.valueAsNumber)
        }}
        onPointerUp={({ currentTarget }) => {
          letGo()
          currentTarget.blur() // the clicker's next key is the talk's again
        }}
        onKeyUp={letGo}
        onBlur={letGo}
      />
      <output htmlFor={id}>{percent(shown)}</output>
    </div>
  )
}
