import { describe, expect, test } from 'vitest'
import { fitName, fitText, type MeasureText } from './measure-text'

/** A character, a pixel. */
const measure: MeasureText = (text) => text.length
const font = { size: 10 }

describe('text', () => {
  test('[TEXT-1] a name without room is cut in its middle: names that differ at their ends still do', () => {
    const name = 'episode-with-a-long-name-001734'
    expect(fitName(name, 31, font, measure)).toBe(name)
    expect(fitName(name, 15, font, measure)).toBe('episode-…001734')
    expect(fitName(name, 5, font, measure)).toBe('…1734')
    expect(fitName(name, 1, font, measure)).toBe('')
    for (let width = 0; width < 40; width++) {
      expect(fitName(name, width, font, measure).length).toBeLessThanOrEqual(width)
    }
  })

  test('[TEXT-2] a sentence without room is cut at its end', () => {
    expect(fitText('of 1,440 windows right', 12, font, measure)).toBe('of 1,440 wi…')
    expect(fitText('of 1,440 windows right', 9, font, measure)).toBe('of 1,440…')
    expect(fitText('of', 1, font, measure)).toBe('')
  })
})
