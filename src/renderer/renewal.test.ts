import { expect, test } from 'vitest'
import { scriptOf } from './renewal'

test('[RENEW-1] a page knows its build by the name of its script, wherever the attribute stands', () => {
  expect(scriptOf('<script type="module" crossorigin src="/assets/index-abc.js"></script>')).toBe(
    '/assets/index-abc.js',
  )
  expect(scriptOf('<script type="application/json" id="boot">{}</script>')).toBeNull()
  expect(scriptOf('')).toBeNull()
})
