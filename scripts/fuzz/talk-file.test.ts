import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { parseTalkFile, retentionOf } from '../../src/main/config/talk-file'
import { createStickyCache } from '../../src/shared/sticky-cache'
import { topicNames } from '../../src/shared/topics'
import { rounds } from './rounds'

const keys = ['title', 'scenes', 'retention', 'limits', 'transports', 'poll', 'theme', 'palette', 'public_url']
const more = ['allowed_origins', 'trusted_proxies', 'embedding', 'narrator', '__proto__', 'constructor']
const name = fc.oneof(
  fc.constantFrom(...keys, ...more, ...topicNames, 'limit', 'per_key', 'ttl_s', 'scene'),
  fc.string(),
)
const value = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.jsonValue(), fc.integer(), fc.constantFrom(7, 13, 'ws', 'dark', 'https://x.example', 'nul\u0000')),
  any: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(name, tie('any'), { maxKeys: 4 }),
  ),
})).any
const yamlLine = fc.constantFrom(
  'a: &a [*a]',
  'b: *nope',
  '? [x]',
  '<<: *a',
  '%YAML 9.9',
  '--- !!js/function',
  '\t- x',
  '...',
)
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.dictionary(fc.constantFrom(...keys, ...more), value, { maxKeys: 5 }).map((talk) => stringify(talk)),
  fc.array(fc.oneof(yamlLine, fc.string()), { maxLength: 6 }).map((lines) => lines.join('\n')),
)

test('[FUZZ-3] whatever lectern.yaml holds is a talk that can be served, or one line that says where it is wrong', () => {
  fc.assert(
    fc.property(text, (yaml) => {
      const result = parseTalkFile(yaml, 'lectern.yaml')
      if ('error' in result) {
        expect(result.error.split('\n')).toHaveLength(1)
        expect(result.error).toMatch(/^lectern\.yaml:/)
        return
      }
      createStickyCache(retentionOf(result.talk.retention))
    }),
    rounds(300),
  )
})
