import { whole, words } from '../../ui/format'
import type { FactTable } from '../scene'
import { percent } from './percent'
import type { PredictionsView } from './select'

export function headline({ cells, strips, model, confusion }: PredictionsView): string | null {
  if (cells === 0) return null
  const { scored, right, worst, shared } = confusion
  const windows = (n: number) => `${whole(n)} ${n === 1 ? 'window' : 'windows'}`
  if (scored === 0) {
    const episodes = `${whole(strips.length)} ${strips.length === 1 ? 'episode' : 'episodes'}`
    return `${windows(cells)} of ${episodes} predicted, without a truth to check them by`
  }
  const of = scored === cells ? windows(scored) : `${windows(scored)} that have a truth`
  const subject = model ? `${words(model)} gets ` : ''
  if (!worst) return model ? `${subject}all ${of} right` : `All ${of} right`
  const mixUp = shared
    ? ''
    : `; ${words(worst.truth)} is taken for ${words(worst.predicted)} most, ${whole(worst.count)} ${worst.count === 1 ? 'time' : 'times'}`
  return `${subject}${percent(right, scored)} of ${of} right${mixUp}`
}

export function facts(view: PredictionsView): FactTable {
  return {
    caption: caption(view),
    columns: ['episode', 'windows', 'first to last', 'predicted', 'right', 'of those with a truth'],
    rows: view.strips.map(({ episode, cells }) => {
      const scored = cells.filter((cell) => cell.truth !== null)
      const right = scored.filter((cell) => cell.truth === cell.predicted).length
      const counts = new Map<string, number>()
      for (const { predicted } of cells) counts.set(predicted, (counts.get(predicted) ?? 0) + 1)
      return [
        episode,
        whole(cells.length),
        `${cells[0]?.window ?? '—'} to ${cells.at(-1)?.window ?? '—'}`,
        [...counts].map(([name, count]) => `${words(name)} ${count}`).join(', '),
        scored.length > 0 ? whole(right) : '—',
        whole(scored.length),
      ]
    }),
  }
}

function caption({ cells, strips, confusion: { scored, right, worst } }: PredictionsView): string {
  const size = `Predictions for ${whole(cells)} windows of ${whole(strips.length)} episodes, the newest first`
  if (scored === 0) return `${size}; no truth is known`
  const worstOf = worst
    ? `; the most frequent mistake is ${words(worst.truth)} taken for ${words(worst.predicted)}, ${whole(worst.count)} times`
    : ''
  return `${size}; ${whole(right)} of the ${whole(scored)} with a truth are right${worstOf}`
}
