import { counted, percentInWords, whole, words } from '../../../shared/format'
import type { FactTable } from '../scene'
import type { MixUp } from './confusion'
import type { PredictionsView } from './select'

export function headline({ cells, strips, model, confusion }: PredictionsView): string | null {
  if (cells === 0) return null
  const { scored, right, worst, shared } = confusion
  if (scored === 0) {
    return `${windows(cells)} of ${counted(strips.length, 'episode')} predicted, without a truth to check them by`
  }
  const share = worst ? `${percentInWords(right / scored)} of` : 'all'
  const judged = `${share} ${windows(scored)} right${scored < cells ? ' where the truth is known' : ''}`
  const sentence = model ? `${words(model)} gets ${judged}` : judged.charAt(0).toUpperCase() + judged.slice(1)
  return sentence + (shared ? '' : topMistake(worst))
}

const topMistake = (worst: MixUp | null): string =>
  worst ? `; top mistake: ${words(worst.truth)} as ${words(worst.predicted)}, ${counted(worst.count, 'time')}` : ''

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
  const size = `Predictions for ${windows(cells)} of ${counted(strips.length, 'episode')}, the newest first`
  if (scored === 0) return `${size}; no truth is known`
  const worstOf = worst
    ? `; the most frequent mistake is ${words(worst.truth)} taken for ${words(worst.predicted)}, ${counted(worst.count, 'time')}`
    : ''
  return `${size}; ${whole(right)} of the ${whole(scored)} with a truth are right${worstOf}`
}

const windows = (n: number) => counted(n, 'window')
