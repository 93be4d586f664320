import { useCallback, useRef } from 'react'
import { type Correction, correctionBounds, isNeutral, neutral } from '../../../shared/correction'
import { correctionOf, type Deck } from '../../../shared/deck'
import type { Command } from '../../deck/commands'
import { Button } from '../button'
import styles from './projector.module.css'
import { Slider } from './slider'

export interface ProjectorProps {
  readonly deck: Deck
  readonly command: (command: Command) => void
}

/** What a tired or glaring projector needs: it changes the stage, and no listener's screen. */
export function Projector({ deck, command }: ProjectorProps) {
  const correction = correctionOf(deck)
  const latest = useRef({ correction, command })
  latest.current = { correction, command }
  const correct = useCallback((patch: Partial<Correction>) => {
    const { correction: before, command: run } = latest.current
    run({ command: 'correction', ...before, ...patch })
  }, [])
  const brightness = useCallback((value: number) => correct({ brightness: value }), [correct])
  const contrast = useCallback((value: number) => correct({ contrast: value }), [correct])
  const saturation = useCallback((value: number) => correct({ saturation: value }), [correct])
  const bounds = correctionBounds
  return (
    <section className={styles.projector} aria-label="Projector" data-hands>
      <h3>Projector</h3>
      <Slider label="Brightness" {...bounds.brightness} value={correction.brightness} changed={brightness} />
      <Slider label="Contrast" {...bounds.contrast} value={correction.contrast} changed={contrast} />
      <Slider label="Saturation" {...bounds.saturation} value={correction.saturation} changed={saturation} />
      <Button disabled={isNeutral(correction)} onClick={() => correct(neutral)}>
        Reset
      </Button>
    </section>
  )
}
