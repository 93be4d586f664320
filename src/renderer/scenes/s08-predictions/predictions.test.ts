import { describe, expect, it } from 'vitest'
import { holding, NOW } from '../testing/kit'
import { MOST_CLASSES, OTHERS } from './confusion'
import { facts, headline } from './headline'
import { select } from './select'

const viewOf = (payloads: readonly unknown[]) => select(holding('prediction', payloads), NOW)
const cell = (episode_id: string, window_idx: number, predicted: string | number, truth?: string | number) => ({
  episode_id,
  window_idx,
  predicted,
  ...(truth !== undefined && { truth }),
})

describe('the predictions', () => {
  it('[PREDICT-1] stand with the newest episode first, each in the order of its windows', () => {
    const { strips } = viewOf([cell('old', 1, 'recon'), cell('new', 0, 'recon'), cell('old', 0, 'recon')])
    expect(strips.map((strip) => strip.episode)).toEqual(['new', 'old'])
    expect(strips[1]?.cells.map((own) => own.window)).toEqual([0, 1])
  })

  it('[PREDICT-2] know phases by number as well as by name; a number without a phase stays a number', () => {
    const { classes } = viewOf([cell('e', 0, 9), cell('e', 1, 1), cell('e', 2, 'baseline'), cell('e', 3, 12)])
    expect(classes).toEqual(['baseline', 'recon', '9', '12'])
  })

  it('[PREDICT-3] count a mistake only where the truth is known', () => {
    const { confusion, cells } = viewOf([
      cell('e', 0, 'recon', 1),
      cell('e', 1, 'exfil', 'recon'),
      cell('e', 2, 'exfil'),
    ])
    expect(cells).toBe(3)
    expect(confusion).toMatchObject({ scored: 2, right: 1, classes: ['recon', 'exfil'] })
    expect(confusion.counts).toEqual([
      [1, 1],
      [0, 0],
    ])
  })

  it('[PREDICT-4] gather rare classes, so that the matrix is bounded and no window is lost', () => {
    const { confusion } = viewOf(Array.from({ length: 400 }, (_, i) => cell('e', i, `c${i % 40}`, `c${i % 37}`)))
    expect(confusion.classes).toHaveLength(MOST_CLASSES)
    expect(confusion.classes.at(-1)).toBe(OTHERS)
    expect(confusion.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(400)
  })

  it('[PREDICT-5] have a headline about how many are right, and the one mistake made most', () => {
    const right = Array.from({ length: 8 }, (_, i) => ({ ...cell('e', i, 'recon', 'recon'), model: 'gbt' }))
    const wrong = [8, 9].map((i) => ({ ...cell('e', i, 'exfil', 'recon'), model: 'gbt' }))
    expect(headline(viewOf([]))).toBeNull()
    expect(headline(viewOf([...right, ...wrong]))).toBe(
      'gbt gets 80\u00a0% of 10 windows right; top mistake: recon as exfil, 2 times',
    )
    expect(headline(viewOf(right))).toBe('gbt gets all 8 windows right')
    expect(headline(viewOf([cell('e', 0, 1, 1), cell('e', 1, 1)]))).toBe('All 1 window right where the truth is known')
  })

  it('[PREDICT-6] name no top mistake where two are as frequent, and no accuracy without a truth', () => {
    expect(headline(viewOf([cell('e', 0, 0, 1), cell('e', 1, 1, 0)]))).toBe('0\u00a0% of 2 windows right')
    expect(headline(viewOf([cell('e', 0, 0), cell('f', 0, 0)]))).toBe(
      '2 windows of 2 episodes predicted, without a truth to check them by',
    )
  })

  it('[PREDICT-8] are told in full by the table', () => {
    const view = viewOf([
      cell('ep-1', 4, 'recon', 'recon'),
      cell('ep-1', 5, 'exfil', 'recon'),
      cell('ep-2', 0, 'recon'),
    ])
    expect(facts(view).rows).toEqual([
      ['ep-2', '1', '0 to 0', 'recon 1', '—', '0'],
      ['ep-1', '2', '4 to 5', 'recon 1, exfil 1', '1', '2'],
    ])
    expect(facts(view).caption).toContain('1 of the 2 with a truth are right')
  })
})
