import { describe, expect, it } from 'vitest'
import { holding, NOW } from '../testing/kit'
import { facts, headline } from './headline'
import { leaders, select, tagOf } from './select'

const viewOf = (...payloads: unknown[]) => select(holding('model_metric', payloads), NOW)
const say = (...payloads: unknown[]) => headline(viewOf(...payloads))
const f1 = (model: string, macro_f1: unknown, split?: string) => ({ model, macro_f1, ...(split && { split }) })

describe('the model scores', () => {
  it('[SCORE-1] stand best first, equal ones by name, whatever order they came in', () => {
    const { bars } = viewOf(f1('mlp', 0.8), f1('gbt', 0.9), f1('cnn', 0.8), f1('bert', 0))
    expect(bars.map((bar) => bar.model)).toEqual(['gbt', 'cnn', 'mlp', 'bert'])
  })

  it('[SCORE-2] take an interval only where it holds its point', () => {
    const { bars } = viewOf(
      f1('a', { point: 0.9, lo: 0.8, hi: 0.95 }),
      f1('b', { point: 0.8, lo: 0.7 }),
      f1('c', { point: 0.7, lo: 0.75, hi: 0.8 }),
      f1('d', 0.6),
    )
    expect(bars.map((bar) => bar.interval)).toEqual([{ lo: 0.8, hi: 0.95 }, { lo: 0.7, hi: 0.8 }, null, null])
  })

  it('[SCORE-3] have a headline that names the leader and its distance', () => {
    expect(say()).toBeNull()
    expect(say(f1('gbt', 0.91))).toBe('gbt scores 0.91\u00a0macro-F1')
    expect(say(f1('gbt', 0.91), f1('mlp', 0.87))).toBe('gbt leads at 0.91\u00a0macro-F1, 0.04 ahead of mlp')
    expect(say(f1('gbt', 0.9051), f1('mlp', 0.9049))).toBe('gbt leads at 0.91\u00a0macro-F1, just ahead of mlp')
  })

  it('[SCORE-4] name nobody the winner of what the screen cannot tell apart', () => {
    expect(say(f1('gbt', 0.91), f1('mlp', 0.91), f1('cnn', 0.5))).toBe('gbt and mlp lead level at 0.91\u00a0macro-F1')
    expect(say(f1('gbt', 0.91), f1('mlp', 0.91), f1('knn_semi', 0.91))).toBe(
      'gbt, knn semi and mlp lead level at 0.91\u00a0macro-F1',
    )
    expect(say(...['a', 'b', 'c', 'd'].map((model) => f1(model, 0)))).toBe('4 models lead level at 0.00\u00a0macro-F1')
  })

  it('[SCORE-5] say so where the intervals of the first two meet', () => {
    const [gbt, mlp] = [f1('gbt', { point: 0.91, lo: 0.89, hi: 0.93 }), f1('mlp', { point: 0.88, lo: 0.86, hi: 0.9 })]
    expect(say(gbt, mlp)).toBe('gbt leads at 0.91\u00a0macro-F1, 0.03 ahead of mlp, intervals overlap')
  })

  it('[SCORE-6] never let a score on train lead over a held-out one', () => {
    const view = viewOf(f1('mlp', 0.95, 'train'), f1('gbt', 0.91, 'eval'), f1('gru', 0.89, 'eval'))
    expect(headline(view)).toBe('gbt leads at 0.91\u00a0macro-F1, 0.02 ahead of gru; mlp only on train')
    expect(leaders(view).map((bar) => bar.model)).toEqual(['gbt'])
    expect(view.bars.map((bar) => tagOf(bar, view))).toEqual(['train', null, null])
    expect(say(f1('mlp', 0.95, 'train'))).toBe('mlp scores 0.95\u00a0macro-F1, on its training data')
  })

  it('[SCORE-7] are told in full by the table', () => {
    const { rows } = facts(
      viewOf({ ...f1('knn_semi', { point: 0.8, lo: 0.7, hi: 0.9 }, 'eval'), accuracy: 0.85, n: 30_000 }),
    )
    expect(rows).toEqual([['knn semi', '0.80', '0.70 to 0.90', '0.85', 'eval', '30,000']])
  })
})
