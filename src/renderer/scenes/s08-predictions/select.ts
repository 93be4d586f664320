import type { LecternEvent } from '../../../shared/event'
import type { StickyCache } from '../../../shared/sticky-cache'
import { phaseNames } from '../../ui/palette'
import { type Confusion, confusionOf } from './confusion'

/** What was predicted for a window of an episode. */
export interface Cell {
  readonly window: number
  readonly predicted: string
  readonly truth: string | null
  readonly proba: number | null
  readonly model: string | null
}

/** An episode's cells in order of their windows; never empty. */
export interface Strip {
  readonly episode: string
  readonly cells: readonly Cell[]
}

export interface PredictionsView {
  /** The newest episode first. */
  readonly strips: readonly Strip[]
  /** Predicted and true classes: known phases in their order, then others by name. */
  readonly classes: readonly string[]
  readonly cells: number
  /** Who predicted; null where it is nobody named, or several. */
  readonly model: string | null
  readonly confusion: Confusion
}

export function select(replica: StickyCache, now: number): PredictionsView {
  const events = replica.read('prediction', now)
  const cells = events.map(toCell)
  const strips = new Map<string, Cell[]>()
  // Oldest first: an episode is as old as its oldest retained window, so two running ones do not change places.
  events.forEach(({ payload }, i) => {
    const strip = strips.get(payload.episode_id) ?? []
    const cell = cells[i]
    if (cell) strip.push(cell)
    strips.set(payload.episode_id, strip)
  })
  const models = new Set(cells.map((cell) => cell.model))
  const [model = null] = models
  const seen = new Set(cells.flatMap((cell) => (cell.truth === null ? cell.predicted : [cell.predicted, cell.truth])))
  const classes = [...seen].sort(byPhase)
  return {
    strips: [...strips]
      .map(([episode, own]): Strip => ({ episode, cells: own.sort((a, b) => a.window - b.window) }))
      .reverse(),
    classes,
    cells: cells.length,
    model: models.size === 1 ? model : null,
    confusion: confusionOf(cells, classes),
  }
}

function toCell({ payload }: Extract<LecternEvent, { type: 'prediction' }>): Cell {
  return {
    window: payload.window_idx,
    predicted: className(payload.predicted),
    truth: payload.truth === undefined ? null : className(payload.truth),
    proba: payload.proba ?? null,
    model: payload.model ?? null,
  }
}

/** A class by name: a number is a phase's place in the order of attack, or stays a number where there is none. */
function className(name: string | number): string {
  return typeof name === 'number' ? (phaseNames[name] ?? String(name)) : name
}

const rank: ReadonlyMap<string, number> = new Map(phaseNames.map((name, i) => [name, i]))

function byPhase(a: string, b: string): number {
  const order = (rank.get(a) ?? phaseNames.length) - (rank.get(b) ?? phaseNames.length)
  return order || byName(a, b)
}

const byName = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

/** True where the truth is known and another. */
export const isWrong = (cell: Cell): boolean => cell.truth !== null && cell.truth !== cell.predicted
