import { describe, expect, test } from 'vitest'
import { defaultTalk, parseTalkFile, retentionOf } from './talk-file'

const error = (text: string) => {
  const result = parseTalkFile(text, 'lectern.yaml')
  return 'error' in result ? result.error : null
}

describe('lectern.yaml', () => {
  test('[TALK-1] an empty file is the default talk: scenes 7 to 13, dark, ws before sse before poll', () => {
    expect(parseTalkFile('', 'lectern.yaml')).toEqual({ talk: defaultTalk })
    expect(defaultTalk.scenes.map(({ scene }) => scene)).toEqual([7, 8, 9, 10, 11, 12, 13])
    expect(defaultTalk.transports).toEqual(['ws', 'sse', 'poll'])
  })

  test('[TALK-2] a wrong key is named with line, column and what is allowed there', () => {
    expect(error('title: Talk\nlimits:\n  clientz: 5\n')).toMatch(
      /^lectern\.yaml:3:12: limits\.clientz: is not a key; allowed are .*clients/,
    )
    expect(error('tittle: Talk')).toMatch(/^lectern\.yaml:1:9: tittle: is not a key; allowed are title, scenes/)
  })

  test('[TALK-2] a wrong value is named with line, column and key', () => {
    expect(error('title: Talk\nscenes:\n  - scene: 9\n  - scene: 99\n')).toMatch(
      /^lectern\.yaml:4:12: scenes\.1\.scene: .*13/,
    )
    expect(error('theme: pink')).toMatch(/^lectern\.yaml:1:8: theme: /)
  })

  test('[TALK-2] broken YAML is named with line and column', () => {
    expect(error('title: [Talk\nscenes: 3')).toMatch(/^lectern\.yaml:\d+:\d+: /)
  })

  test('[TALK-3] retention overrides bounds, and only those that the policy has', () => {
    const result = retentionOf({ live_detection: { limit: 60 }, prediction: { ttl_s: 600 } })
    if ('error' in result) throw new Error(result.error)
    expect(result.table.live_detection).toEqual({ policy: 'ring-per-key', key: ['host_id'], per_key: 60, limit: 60 })
    expect(result.table.prediction).toMatchObject({ limit: 4_096, ttl_s: 600 })
    expect(retentionOf({ totals: { limit: 3 } })).toEqual({
      error: expect.stringMatching(/^retention\.totals\.limit: .*snapshot/),
    })
  })
})
