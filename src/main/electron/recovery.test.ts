import { expect, test } from 'vitest'
import { afterFailure, type Failures, failedPage, isCrash } from './recovery'

const run = (times: readonly number[]) => {
  let failures: Failures = []
  return times.map((at) => {
    const verdict = afterFailure(failures, at)
    failures = verdict.failures
    return verdict.next
  })
}

test('[RECOVER-1] a window that fails comes back; the third failure within 60 s ends the trying', () => {
  expect(run([0, 10_000, 59_999])).toEqual(['recover', 'recover', 'give-up'])
  expect(run([0, 10_000, 60_000, 60_001])).toEqual(['recover', 'recover', 'recover', 'give-up'])
})

test('[RECOVER-2] however often it fails, no more than three failures are remembered', () => {
  let failures: Failures = []
  for (let i = 0; i < 50; i++) failures = afterFailure(failures, i * 100_000).failures
  expect(failures).toHaveLength(3)
})

test('[RECOVER-3] a renderer that ended by itself is no crash, every other end is', () => {
  expect(['clean-exit', 'crashed', 'oom', 'killed'].map(isCrash)).toEqual([false, true, true, true])
})

test('[RECOVER-4] the last screen says where the talk still is, and runs no script', () => {
  const page = decodeURIComponent(failedPage('http://127.0.0.1:8490', '#0b0e14'))
  expect(page).toContain('http://127.0.0.1:8490')
  expect(page).toContain("default-src 'none'")
  expect(page).not.toMatch(/<script|\son\w+=/)
})
