import { useLayoutEffect, useRef } from 'react'
import { Button } from '../button'
import styles from './chat.module.css'
import { piecesOf } from './speaks-of'
import { endText, isRunning, type Transcript, type Turn } from './transcript'

interface Mentions {
  readonly talk: readonly number[]
  readonly go: (scene: number) => void
}

export interface TurnListProps extends Mentions {
  readonly transcript: Transcript
}

/** So near its end, in CSS pixels, a list is read at its end. */
const NEAR = 40

/** What was asked and answered. It follows what comes only where it was read at its end. */
export function TurnList({ transcript, talk, go }: TurnListProps) {
  const list = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  useLayoutEffect(() => {
    if (follows.current && list.current) list.current.scrollTop = list.current.scrollHeight
  }, [transcript])
  const scrolled = () => {
    if (!list.current) return
    const { scrollHeight, scrollTop, clientHeight } = list.current
    follows.current = scrollHeight - scrollTop - clientHeight < NEAR
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section ref={list} className={styles.turns} onScroll={scrolled} aria-label="Answers" tabIndex={0}>
      {transcript.length === 0 && (
        <p className={styles.empty}>
          Who leads? What changed in the last minutes? How is host-03? Answers come from the data on the screen.
        </p>
      )}
      {transcript.map((turn) => (
        <OneTurn key={turn.turnId} turn={turn} talk={talk} go={go} />
      ))}
      <p className={styles.spoken} role="status">
        {transcript.length === 0 ? '' : isRunning(transcript) ? 'Answering' : 'Answer complete'}
      </p>
    </section>
  )
}

function OneTurn({ turn, talk, go }: Mentions & { readonly turn: Turn }) {
  const end = endText(turn.state)
  return (
    <article className={styles.turn} data-turn={turn.state.at}>
      <h3>{turn.question}</h3>
      <p className={styles.answer}>
        {piecesOf(turn.answer, talk).map(({ text, scene }, place) =>
          scene === null ? (
            text
          ) : (
            <button key={`${place} ${text}`} type="button" className={styles.mention} onClick={() => go(scene)}>
              {text}
            </button>
          ),
        )}
        {turn.state.at === 'running' && <span className={styles.caret} aria-hidden="true" />}
      </p>
      {end && <p className={styles.end}>{end}</p>}
      <Scenes scenes={turn.scenes.filter((scene) => talk.includes(scene))} go={go} />
    </article>
  )
}

function Scenes({ scenes, go }: { readonly scenes: readonly number[] } & Pick<Mentions, 'go'>) {
  if (scenes.length === 0) return null
  return (
    <p className={styles.scenes}>
      Show{' '}
      {scenes.map((scene) => (
        <Button key={scene} onClick={() => go(scene)}>
          Scene {scene}
        </Button>
      ))}
    </p>
  )
}
