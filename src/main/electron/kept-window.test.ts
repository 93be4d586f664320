import { expect, test, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { keepWindow, type ShellWindow, type WindowEvents, type WindowPlace } from './kept-window'

const laptop = { x: 0, y: 0, width: 1600, height: 900 }
const projector = { x: 1600, y: 0, width: 1920, height: 1080 }

function kiosk(closed: 'reopen' | (() => void) = 'reopen') {
  const clock = fakeClock()
  const windows: { told: WindowEvents; loaded: string[]; shown: number; moved: object[]; destroyed: boolean }[] = []
  const leave = vi.fn()
  let place: WindowPlace = { ...laptop, kiosk: true }
  let codes = 0
  const create = (_options: WindowPlace, told: WindowEvents): ShellWindow => {
    const one = { told, loaded: [] as string[], shown: 0, moved: [] as object[], destroyed: false }
    windows.push(one)
    return {
      load: (url) => void one.loaded.push(url),
      show: () => void one.shown++,
      focus: () => {},
      move: (box) => void one.moved.push(box),
      bounds: () => laptop,
      crash: () => told.gone('killed'),
      destroy() {
        one.destroyed = true
        told.closed()
      },
    }
  }
  const kept = keepWindow({
    clock,
    create,
    origin: 'http://127.0.0.1:8490',
    background: '#000',
    options: () => place,
    url: () => `http://127.0.0.1:8490/?view=stage#code=${++codes}`,
    closed,
    leave,
  })
  kept.show()
  const last = () => {
    const window = windows.at(-1)
    if (!window) throw new Error('no window was opened')
    return window
  }
  const put = (at: WindowPlace) => {
    place = at
    kept.show()
  }
  return { clock, kept, windows, last, leave, put }
}

test('[RECOVER-5] a window is shown with its first paint, or after 4 s with its background', () => {
  const { clock, last } = kiosk()
  clock.advance(3_999)
  expect(last().shown).toBe(0)
  last().told.painted()
  clock.advance(10_000)
  expect(last().shown).toBe(1)
  const late = kiosk()
  late.clock.advance(4_000)
  expect(late.last().shown).toBe(1)
})

test('[RECOVER-6] a renderer that is gone gets its page again, each time with a new code; after the third a clear screen', () => {
  const { clock, last } = kiosk()
  for (let i = 0; i < 3; i++) {
    last().told.gone('crashed')
    clock.advance(1_000)
  }
  expect(
    last()
      .loaded.slice(0, 3)
      .map((url) => url.split('#')[1]),
  ).toEqual(['code=1', 'code=2', 'code=3'])
  expect(last().loaded.at(-1)).toMatch(/^data:text\/html/)
  const press = { type: 'keyDown', key: 'Enter', control: false, meta: false }
  expect(last().told.pressed(press)).toBe('taken')
  expect(last().loaded.at(-1)).toMatch(/#code=4$/)
  expect(last().told.pressed(press)).toBe('page')
  last().told.gone('clean-exit')
  expect(last().loaded.at(-1)).toMatch(/#code=4$/)
})

test('[RECOVER-7] a page that hangs for 5 s is ended and comes back; one that answers in time is left alone', () => {
  const { clock, last } = kiosk()
  last().told.unresponsive()
  clock.advance(4_000)
  last().told.responsive()
  clock.advance(10_000)
  expect(last().loaded).toHaveLength(1)
  last().told.unresponsive()
  clock.advance(5_000)
  expect(last().loaded).toHaveLength(2)
})

test('[RECOVER-10] a page that hung and then crashed, or was loaded again, is one failure: the new one is let be', () => {
  // The patience with the hanging page ended the one that had just come back, and two failures were counted.
  for (const next of ['crashed', 'clean-exit', 'loaded'] as const) {
    const { clock, kept, last } = kiosk()
    last().told.painted()
    last().told.unresponsive()
    clock.advance(4_000)
    if (next === 'loaded') kept.failed()
    else last().told.gone(next)
    clock.advance(10_000)
    expect([next, last().loaded.length, clock.pending()]).toEqual([next, next === 'clean-exit' ? 1 : 2, 0])
  }
})

test('[RECOVER-8] a kiosk that was closed by accident comes back; three times in a minute is meant', () => {
  const { windows, last, leave } = kiosk()
  last().told.closed()
  last().told.closed()
  expect(windows).toHaveLength(3)
  expect(leave).not.toHaveBeenCalled()
  last().told.closed()
  expect(windows).toHaveLength(3)
  expect(leave).toHaveBeenCalledOnce()
})

test('[RECOVER-9] taken away it stays away, and nothing of it is left to happen', () => {
  const closed = vi.fn()
  const { clock, kept, windows, last, leave } = kiosk(closed)
  last().told.unresponsive()
  kept.close()
  expect([last().destroyed, clock.pending(), windows.length]).toEqual([true, 0, 1])
  expect(closed).not.toHaveBeenCalled()
  kept.show()
  last().told.closed()
  expect(closed).toHaveBeenCalledOnce()
  expect(leave).not.toHaveBeenCalled()
})

test('[DISPLAY-8] a window moves when its display does, and stays where a hand has put it until then', () => {
  const { kept, last, put } = kiosk()
  kept.show()
  expect(last().moved).toEqual([])
  put({ ...projector, kiosk: true })
  put({ ...projector, kiosk: true })
  expect(last().moved).toEqual([projector])
})
