import { describe, expect, it } from 'vitest'
import { measure, stageFrame as stage } from '../testing/kit'
import { layout } from './layout'
import { isSliding, nextSlides, remaining } from './slide'
import { type Told, viewOf } from './testing/told'

const laid = (...detections: Told[]) => layout(viewOf(...detections), stage, measure)
const wayOf = (slides: ReturnType<typeof nextSlides>, host: string, now: number) => {
  const slide = slides.get(host)
  return slide ? remaining(slide, now) : null
}

describe('the motion of the lanes', () => {
  const before = laid(['a', 3], ['b', 2])
  const slot = before.lanes[0]?.slot ?? 0
  const first = nextSlides(new Map(), before, 0)

  it('[LIVE-17] what is there at first does not move', () => {
    expect(isSliding(first, 0)).toBe(false)
  })

  it('[LIVE-18] a cell that arrives moves its lane, and no other, by one slot, and is in its place after 200 ms', () => {
    const slides = nextSlides(first, laid(['a', 3], ['b', 2], ['a', 1]), 1000)
    expect(wayOf(slides, 'a', 1000)?.dx).toBeCloseTo(slot)
    expect(wayOf(slides, 'b', 1000)?.dx).toBe(0)
    expect(isSliding(slides, 1199)).toBe(true)
    expect(wayOf(slides, 'a', 1200)?.dx).toBe(0)
    expect(isSliding(slides, 1200)).toBe(false)
  })

  it('[LIVE-19] a cell that arrives on the way adds to it, and a burst travels six slots at most', () => {
    const one = nextSlides(first, laid(['a', 3], ['b', 2], ['a', 1]), 1000)
    const two = nextSlides(one, laid(['a', 3], ['b', 2], ['a', 1], ['a', 1]), 1050)
    expect(wayOf(two, 'a', 1050)?.dx).toBeCloseTo(slot + (wayOf(one, 'a', 1050)?.dx ?? 0))
    const burst = Array.from({ length: 30 }, (): Told => ['a', 1])
    expect(wayOf(nextSlides(first, laid(['a', 3], ['b', 2], ...burst), 1000), 'a', 1000)?.dx).toBeCloseTo(6 * slot)
  })

  it('[LIVE-20] lanes that change places glide from where they stood', () => {
    const after = laid(['a', 3], ['b', 2], ['b', 1, { alert: true }])
    const slides = nextSlides(first, after, 1000)
    const step = (before.lanes[1]?.y ?? 0) - (before.lanes[0]?.y ?? 0)
    expect(wayOf(slides, 'b', 1000)?.dy).toBeCloseTo(step)
    expect(wayOf(slides, 'a', 1000)?.dy).toBeCloseTo(-step)
  })

  it('[LIVE-21] an update without anything new lets a motion end as it was', () => {
    const after = laid(['a', 3], ['b', 2], ['a', 1])
    const moving = nextSlides(first, after, 1000)
    expect(wayOf(nextSlides(moving, after, 1100), 'a', 1150)).toEqual(wayOf(moving, 'a', 1150))
  })
})
