import { backoffDelay } from '../../../shared/backoff'
import type { Clock } from '../../../shared/clock'
import { type Dispose, once } from '../../../shared/dispose'
import type { Painter } from './painter'

/** Which painter the address asks for. */
export type PainterChoice = 'auto' | 'gpu' | 'software'

export function painterChoice(search: string): PainterChoice {
  const asked = new URLSearchParams(search).get('painter')
  return asked === 'gpu' || asked === 'software' ? asked : 'auto'
}

export interface TakeoverDeps {
  readonly choice: PainterChoice
  readonly hasGpu: () => boolean
  /** Builds the GPU's painter; `lost` is called when its context is gone. */
  readonly createGpu: (lost: () => void) => Promise<Painter>
  readonly software: Painter
  /** Paints with this one from now on. */
  readonly use: (painter: Painter) => void
  readonly clock: Clock
  readonly random: () => number
}

const RETRY = { baseMs: 1_000, maxMs: 30_000 }
/** After so many losses the GPU is left alone. */
const MAX_LOSSES = 5

type State =
  | { readonly at: 'software' }
  | { readonly at: 'starting'; readonly losses: number }
  | { readonly at: 'gpu'; readonly painter: Painter; readonly losses: number }
  | { readonly at: 'waiting'; readonly undo: Dispose }
  | { readonly at: 'ended' }

/** Lets the GPU's painter take over from the software's where there is a GPU, and hands back while its context is lost. */
export function startTakeover(deps: TakeoverDeps): Dispose {
  let state: State = { at: 'software' }

  const lost = (losses: number) => {
    if (state.at === 'ended' || state.at === 'waiting') return
    if (state.at === 'gpu') {
      deps.use(deps.software)
      state.painter.dispose()
    }
    if (losses >= MAX_LOSSES) {
      state = { at: 'software' }
      return
    }
    const wait = backoffDelay(losses, deps.random(), RETRY)
    state = { at: 'waiting', undo: deps.clock.after(wait, () => start(losses)) }
  }

  const start = (losses: number) => {
    state = { at: 'starting', losses }
    const mine = state
    deps
      .createGpu(() => {
        if (state === mine || (state.at === 'gpu' && state.losses === losses)) lost(losses + 1)
      })
      .then(
        (painter) => {
          if (state !== mine) return painter.dispose()
          state = { at: 'gpu', painter, losses }
          deps.use(painter)
        },
        () => {
          if (state === mine) lost(losses + 1)
        },
      )
  }

  if (deps.choice === 'gpu' || (deps.choice === 'auto' && deps.hasGpu())) start(0)
  return once(() => {
    if (state.at === 'waiting') state.undo()
    if (state.at === 'gpu') state.painter.dispose()
    state = { at: 'ended' }
  })
}
