import { type DoneReason, MAX_ANSWER, type TurnEvent } from '../../../shared/surface-wire'

/** Turns that a tab keeps; past it the oldest goes. */
export const MAX_TURNS = 40

/** How far an answer is. `cut`: the connection was away when it ended, so that its end is not known here. */
export type TurnState =
  | { readonly at: 'running' }
  | { readonly at: 'done'; readonly reason: DoneReason }
  | { readonly at: 'cut' }

/** A question and its answer, as this page heard them. */
export interface Turn {
  readonly turnId: string
  readonly question: string
  readonly answer: string
  /** Scenes that the answer names, in its order. */
  readonly scenes: readonly number[]
  readonly state: TurnState
}

export type Transcript = readonly Turn[]

/** The transcript after an event. A running turn that is told again from its start replaces what was heard of it. */
export function hear(transcript: Transcript, event: TurnEvent): Transcript {
  switch (event.type) {
    case 'turn-start': {
      const { turnId, message } = event
      const known = transcript.find((turn) => turn.turnId === turnId)
      const begun: Turn = {
        turnId,
        question: message ?? known?.question ?? '',
        answer: '',
        scenes: [],
        state: { at: 'running' },
      }
      return known ? change(transcript, turnId, () => begun) : [...transcript, begun].slice(-MAX_TURNS)
    }
    case 'text-delta':
      return change(transcript, event.turnId, (turn) => ({
        ...turn,
        answer: (turn.answer + event.delta).slice(0, MAX_ANSWER),
      }))
    case 'done':
      return change(transcript, event.turnId, (turn) => ({
        ...turn,
        scenes: event.scenes,
        state: { at: 'done', reason: event.reason },
      }))
    case 'turn-sealed':
      return transcript
  }
}

/** What the server says of running turns, after a time without it: where none runs, none is shown as running. */
export function settle(transcript: Transcript, answering: boolean): Transcript {
  if (answering || !isRunning(transcript)) return transcript
  return transcript.map((turn) => (turn.state.at === 'running' ? { ...turn, state: { at: 'cut' } } : turn))
}

export const isRunning = (transcript: Transcript): boolean => transcript.some(({ state }) => state.at === 'running')

/** Why an answer stands as it does; null where it is whole or still comes. */
export function endText(state: TurnState): string | null {
  if (state.at === 'cut') return 'The connection was away at its end'
  if (state.at === 'running') return null
  switch (state.reason) {
    case 'complete':
      return null
    case 'length':
      return 'Cut at its longest'
    case 'stopped':
      return 'Stopped'
    case 'aborted':
      return 'Ended with its conversation'
    case 'error':
      return 'Broke off'
  }
}

function change(transcript: Transcript, turnId: string, to: (turn: Turn) => Turn): Transcript {
  return transcript.map((turn) => (turn.turnId === turnId ? to(turn) : turn))
}
