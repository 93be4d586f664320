import { describe, expect, test } from 'vitest'
import {
  advance,
  alarmAt,
  type ConnectionEvent,
  type ConnectionState,
  HIDDEN_MS,
  OPEN_TIMEOUT_MS,
  PREFER_AGAIN_MS,
  PREFER_SOON_MS,
  SILENCE_MS,
  stopped,
} from './machine'

const options = {
  transports: 3,
  afterFailures: 3,
  holdsConnection: (rank: number) => rank > 0,
  preferredWorks: () => false,
}

/** A machine with its clock: events happen `after` so many milliseconds; the alarm rings by itself. */
function run(preferredWorks = false) {
  let state: ConnectionState = stopped
  let now = 1_000_000
  const opened: number[] = []
  let shut = 0
  const happen = (event: ConnectionEvent) => {
    const step = advance(state, event, now, 0.5, { ...options, preferredWorks: () => preferredWorks })
    state = step.state
    for (const effect of step.effects) {
      if (effect.type === 'open') opened.push(effect.rank)
      else shut++
    }
  }
  return {
    opened,
    at: () => state,
    now: () => now,
    shut: () => shut,
    happen: (type: ConnectionEvent['type']) => happen({ type }),
    pass(ms: number) {
      const end = now + ms
      for (;;) {
        const due = alarmAt(state)
        if (due === null || due > end) break
        now = Math.max(now, due)
        happen({ type: 'alarm' })
      }
      now = end
    },
  }
}

/** A machine that is open by the transport of `rank`. */
function open(rank = 0) {
  const machine = run()
  machine.happen('start')
  for (let i = 0; i < rank * options.afterFailures; i++) {
    machine.happen('closed')
    machine.pass(8_000)
  }
  machine.happen('heard')
  return machine
}

describe('the connection machine', () => {
  test('[LINK-1] it opens the preferred transport, and is open with the first sign of life', () => {
    const machine = run()
    machine.happen('start')
    expect(machine.at()).toMatchObject({ phase: 'connecting', rank: 0 })
    machine.happen('heard')
    expect(machine.at()).toMatchObject({ phase: 'open', rank: 0 })
    expect(machine.opened).toEqual([0])
  })

  test('[LINK-2] after a failure it waits longer each time, and never longer than 4 s', () => {
    const machine = run()
    machine.happen('start')
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      machine.happen('closed')
      waits.push((alarmAt(machine.at()) ?? 0) - machine.now())
      machine.pass(waits.at(-1) ?? 0)
      expect(machine.at().phase).toBe('connecting')
    }
    expect(waits).toEqual([375, 750, 1_500, 3_000, 3_000, 3_000, 3_000, 3_000])
  })

  test('[LINK-3] a pipe that says nothing for 10 s after it was opened has failed', () => {
    const machine = run()
    machine.happen('start')
    machine.pass(OPEN_TIMEOUT_MS - 1)
    expect(machine.at().phase).toBe('connecting')
    machine.pass(1)
    expect(machine.at()).toMatchObject({ phase: 'waiting', failures: 1 })
  })

  test('[LINK-4] after so many failures in a row the next transport has its turn, and after the last the first', () => {
    const machine = run()
    machine.happen('start')
    for (let i = 0; i < 9; i++) {
      machine.happen('closed')
      machine.pass(8_000)
    }
    expect(machine.opened).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 0])
  })

  test('[LINK-5] when a good connection breaks, the preferred transport is tried first again', () => {
    const machine = open(1)
    expect(machine.at()).toMatchObject({ phase: 'open', rank: 1 })
    machine.pass(6_000)
    machine.happen('heard')
    machine.happen('closed')
    machine.pass(8_000)
    expect(machine.opened.at(-1)).toBe(0)
  })

  test('[LINK-6] a connection that breaks at once counts as a failure', () => {
    const machine = run()
    machine.happen('start')
    for (let i = 0; i < 3; i++) {
      machine.happen('heard')
      machine.happen('closed')
      machine.pass(8_000)
    }
    expect(machine.opened).toEqual([0, 0, 0, 1])
  })

  test('[LINK-7] 50 s without a word end a connection, and the next is opened at once', () => {
    const machine = open()
    machine.pass(30_000)
    machine.happen('heard')
    machine.pass(SILENCE_MS - 1)
    expect(machine.opened).toEqual([0])
    machine.pass(1)
    expect(machine.at().phase).toBe('connecting')
    expect(machine.opened).toEqual([0, 0])
  })

  test('[LINK-8] a fallback serves two minutes, then the preferred is tried, and failing that it serves again at once', () => {
    const machine = open(1)
    const before = machine.opened.length
    for (let ms = 0; ms < PREFER_AGAIN_MS; ms += 10_000) {
      machine.pass(10_000)
      if (machine.at().phase === 'open') machine.happen('heard')
    }
    expect(machine.opened.slice(before)).toEqual([0])
    machine.happen('closed')
    expect(machine.opened.slice(before)).toEqual([0, 1])
  })

  test('[LINK-9] the network or the machine coming back ends every wait, and every connection that missed a heartbeat', () => {
    const waiting = run()
    waiting.happen('start')
    waiting.happen('closed')
    waiting.happen('nudge')
    expect(waiting.at().phase).toBe('connecting')

    const fresh = open()
    fresh.pass(10_000)
    fresh.happen('nudge')
    expect(fresh.at().phase).toBe('open')
    const stale = open()
    stale.pass(26_000)
    stale.happen('nudge')
    expect(stale.at().phase).toBe('connecting')
  })

  test('[LINK-54] after a sleep in which its clock stood still, it believes no connection and waits for nothing', () => {
    const waiting = run()
    waiting.happen('start')
    waiting.happen('closed')
    const parked = open(1)
    parked.happen('left')
    const fresh = open(1)
    for (const machine of [waiting, parked, fresh]) {
      machine.happen('woke')
      expect(machine.at()).toMatchObject({ phase: 'connecting', rank: 0, failures: 0 })
    }
  })

  test('[LINK-10] hidden for 30 s, a page gives back a connection that its browser has few of, until it is seen again', () => {
    const machine = open(1)
    machine.happen('hidden')
    machine.pass(HIDDEN_MS)
    expect(machine.at().phase).toBe('parked')
    expect(machine.shut()).toBeGreaterThan(0)
    machine.happen('visible')
    expect(machine.at()).toMatchObject({ phase: 'connecting', rank: 0 })

    const socket = open()
    socket.happen('hidden')
    socket.pass(HIDDEN_MS)
    expect(socket.at().phase).toBe('open')
    const glance = open(1)
    glance.happen('hidden')
    glance.pass(1_000)
    glance.happen('visible')
    glance.pass(HIDDEN_MS)
    expect(glance.at().phase).toBe('open')
  })

  test('[LINK-11] a page that is left closes, and opens when it comes back from the cache', () => {
    const machine = open()
    machine.happen('left')
    expect(machine.at().phase).toBe('parked')
    machine.happen('heard')
    machine.happen('closed')
    expect(machine.at().phase).toBe('parked')
    machine.happen('visible')
    expect(machine.at().phase).toBe('connecting')
  })

  test('[LINK-12] once stopped, nothing but a start moves it', () => {
    const machine = open()
    machine.happen('stop')
    for (const type of ['heard', 'closed', 'alarm', 'nudge', 'woke', 'hidden', 'visible', 'left'] as const)
      machine.happen(type)
    expect(machine.at()).toEqual(stopped)
    expect(alarmAt(machine.at())).toBeNull()
    machine.happen('start')
    expect(machine.at().phase).toBe('connecting')
  })

  test('[LINK-13] where the preferred transport works, a fallback has one try a turn, and serves three seconds', () => {
    const machine = run(true)
    machine.happen('start')
    for (let i = 0; i < 6; i++) {
      machine.happen('closed')
      machine.pass(4_000)
    }
    expect(machine.opened).toEqual([0, 0, 0, 1, 0, 0, 2])
    machine.happen('heard')
    machine.pass(PREFER_SOON_MS)
    expect(machine.opened.at(-1)).toBe(0)
  })
})
