import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { specOf } from './docs/areas'
import { isSentence, rulesIn, rulesOf, sentenceOf, testFolders } from './docs/rules'

const root = join(import.meta.dirname, '..')
const rules = rulesOf(root, testFolders)

test('[SPEC-1] SPEC.md is what the tests’ titles say; "npm run docs" makes it so', () => {
  expect(readFileSync(join(root, 'SPEC.md'), 'utf8')).toBe(specOf(rules))
})

test('[SPEC-2] every title that bears an id is a sentence', () => {
  expect(rules.filter(({ sentence }) => !isSentence(sentence)).map(({ id, place }) => `${id} at ${place}`)).toEqual([])
})

test('[SPEC-3] an id is one rule: no two folders use it for different ones', () => {
  const twice = rules.filter((rule) => rules.some((other) => other.id === rule.id && folder(other) !== folder(rule)))
  expect(twice.map(({ id, place }) => `${id} at ${place}`)).toEqual([])
})

test('[SPEC-4] what a title fills in, or leaves to the title around it, does not spoil the sentence', () => {
  const source = `describe('a replica', () => {
    test.each(cases)('[A-1] ignores an old offset (%s)', run)
    test.skipIf(windows)(\`[A-2] ends \${signal} within 2 s: %j\`, run)
    test.each([['stays'], ['goes on']])('[A-3] %s', run)
    test('no rule', run)
  })`
  expect(rulesIn(source, 'a.test.ts').map(({ id, sentence }) => `${id} ${sentence}`)).toEqual([
    'A-1 A replica ignores an old offset.',
    'A-2 A replica ends … within 2 s.',
    'A-3 A replica: stays; goes on.',
  ])
  expect(sentenceOf('knn_v1.json stands in')).toBe('knn_v1.json stands in.')
})

function folder({ place }: { readonly place: string }): string {
  return dirname(place)
}
