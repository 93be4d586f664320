import { expect, test } from 'vitest'
import { row } from './part'

test('[BENCH-1] a goal of the ratio is judged by ours over the peer’s', () => {
  const figure = { figure: 'CPU', value: 13, unit: 'ms', peer: { name: 'bare', value: 10 } }
  expect(row({ ...figure, goal: { of: 'ratio', atMost: 1.3 } })).toMatchObject({ goal: '≤ 1.3x', met: true })
  expect(row({ ...figure, goal: { of: 'ratio', atLeast: 20 } })).toMatchObject({ goal: '≥ 20x', met: false })
})

test('[BENCH-2] what could not be measured neither meets a goal nor misses it', () => {
  const goal = { of: 'value', atMost: 1 } as const
  expect(row({ figure: 'CPU', value: null, unit: 'ms', goal })).toMatchObject({ met: null, ratio: null })
  const peer = { name: 'absent', value: null }
  expect(row({ figure: 'CPU', value: 1, unit: 'ms', peer, goal: { ...goal, of: 'ratio' } }).met).toBeNull()
})
