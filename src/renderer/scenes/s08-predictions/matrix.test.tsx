import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { contrast } from '../../ui/color'
import { themes } from '../../ui/palette'
import type { Frame } from '../scene'
import { columnFrame, holding, measure, NOW, stageFrame } from '../testing/kit'
import { MOST_CLASSES } from './confusion'
import { layout } from './layout'
import { MatrixPanel } from './matrix-panel'
import { select } from './select'

// What measures text here: nothing.
beforeAll(() => vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) }))
afterAll(() => vi.unstubAllGlobals())

const phones = [288, 358].map((width): Frame => ({ ...columnFrame, width }))
/** `classes` classes with long names, of each some windows right and some taken for the next. */
const viewOf = (classes: number, name = (i: number) => `class_of_attack_${i}`) =>
  select(
    holding(
      'prediction',
      Array.from({ length: 10 * classes }, (_, i) => ({
        episode_id: 'e',
        window_idx: i,
        truth: name(i % classes),
        predicted: name((i + (i % 10 < i % classes ? 1 : 0)) % classes),
      })),
    ),
    NOW,
  )
const matrixOf = (classes: number, frame: Frame) => layout(viewOf(classes), frame, measure).matrix

describe('the confusion matrix', () => {
  it.each([stageFrame, ...phones])('[PREDICT-14] has no two names that meet, $width wide', (frame) => {
    for (let classes = 1; classes <= MOST_CLASSES; classes++) {
      const place = matrixOf(classes, frame)
      if (!place) throw new Error('no matrix')
      const { tilt, side, textSize, nameWidth, left, top, note } = place
      const [sine, cosine] = [Math.sin((tilt * Math.PI) / 180), Math.cos((tilt * Math.PI) / 180)]
      expect(side * sine).toBeGreaterThan(1.1 * textSize)
      expect(side).toBeGreaterThan(1.1 * textSize)
      // The last one ends inside the panel, and the longest under the note.
      expect(left + (classes - 0.5) * side + nameWidth * cosine).toBeLessThanOrEqual(place.x + place.width)
      expect(top - nameWidth * sine - textSize).toBeGreaterThanOrEqual(note.y)
    }
  })

  it('[PREDICT-15] tilts its names no further than it must, and says what it shows whole, per cent where they stand', () => {
    expect(matrixOf(4, stageFrame)?.tilt).toBe(40)
    expect(matrixOf(MOST_CLASSES, stageFrame)?.tilt).toBeGreaterThan(40)
    for (const frame of [stageFrame, ...phones]) {
      for (let classes = 1; classes <= MOST_CLASSES; classes++) {
        const place = matrixOf(classes, frame)
        if (!place) throw new Error('no matrix')
        const { caption, legible, textSize, x, width } = place
        expect(caption.text.includes('%')).toBe(legible)
        expect(caption.x).toBeGreaterThanOrEqual(x)
        // Inter is narrower than the test's measure by this much where a sentence is long.
        expect(caption.x + 0.84 * measure(caption.text, { size: textSize })).toBeLessThanOrEqual(x + width)
      }
    }
  })

  it.each(Object.values(themes))('[PREDICT-16] has digits that can be read on their cells: $name', (theme) => {
    const phases = ['baseline', 'recon', 'access', 'execution', 'persistence', 'exfil', 'cleanup']
    const frame = { ...stageFrame, theme }
    const view = viewOf(phases.length, (i) => phases[i] ?? '')
    const place = layout(view, frame, measure).matrix
    if (!place) throw new Error('no matrix')
    const markup = renderToStaticMarkup(<MatrixPanel confusion={view.confusion} place={place} frame={frame} />)
    const cells = [...markup.matchAll(/<rect[^>]*fill="(#\w+)"[^>]*><\/rect><text[^>]*fill="(#\w+)"[^>]*>\d+</g)]
    expect(cells.length).toBeGreaterThan(phases.length)
    for (const [, ground = '', ink = ''] of cells) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5)
    expect(markup).toContain(`of ${view.confusion.scored} windows right`)
  })

  it('[PREDICT-17] counts a single window as one', () => {
    const view = select(holding('prediction', [{ episode_id: 'e', window_idx: 0, truth: 1, predicted: 1 }]), NOW)
    const place = layout(view, stageFrame, measure).matrix
    if (!place) throw new Error('no matrix')
    const markup = renderToStaticMarkup(<MatrixPanel confusion={view.confusion} place={place} frame={stageFrame} />)
    expect(markup).toContain('of 1 window right')
  })
})
