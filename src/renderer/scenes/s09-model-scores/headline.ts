import { score, whole, withUnit, words } from '../../../shared/format'
import type { FactTable } from '../scene'
import { type Bar, comparable, isOnTrain, LEVEL, leaders, overlapping, type ScoresView } from './select'

export function headline(view: ScoresView): string | null {
  const field = comparable(view.bars)
  const [best, ...level] = leaders(view)
  if (!best) return null
  const at = withUnit(score(best.point), 'macro-F1')
  const heldOut = isOnTrain(best) ? ', on its training data' : ''
  if (field.length === 1) return `${words(best.model)} scores ${at}${heldOut}${trainNote(view, best)}`
  if (level.length > 0) return `${together([best, ...level])} lead level at ${at}${trainNote(view, best)}`
  const second = field[1]
  if (!second) return null
  const overlap = overlapping(best, second) ? ', intervals overlap' : ''
  return `${words(best.model)} leads at ${at}, ${ahead(best, second)} of ${words(second.model)}${overlap}${trainNote(view, second)}`
}

/** How far the better of two is in front of the other. */
export function ahead(better: Bar, worse: Bar): string {
  const distance = better.point - worse.point
  return distance < LEVEL ? 'just ahead' : `${score(distance)} ahead`
}

/** Two models or more by their names, as long as a line has room for these. */
export function together(level: readonly Bar[]): string {
  const names = level.map((bar) => words(bar.model))
  if (names.length > 3) return `${names.length} models`
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Says who stands higher on the screen than the sentence's last model only because it was scored on train. */
function trainNote(view: ScoresView, last: Bar): string {
  const flattered = view.bars.filter((bar) => isOnTrain(bar) && !isOnTrain(last) && bar.point >= last.point)
  const [first] = flattered
  if (!first) return ''
  return flattered.length === 1 ? `; ${words(first.model)} only on train` : `; ${flattered.length} more only on train`
}

export function facts(view: ScoresView): FactTable {
  return {
    caption: 'Macro-F1 of each model, best first, on a scale from 0 to 1',
    columns: ['model', 'macro-F1', 'interval', 'accuracy', 'split', 'windows'],
    rows: view.bars.map((bar) => [
      words(bar.model),
      score(bar.point),
      bar.interval ? `${score(bar.interval.lo)} to ${score(bar.interval.hi)}` : '—',
      bar.accuracy === null ? '—' : score(bar.accuracy),
      bar.split ?? '—',
      bar.n === null ? '—' : whole(bar.n),
    ]),
  }
}
