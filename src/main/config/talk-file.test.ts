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

  test('[TALK-2] a proxy that is no address, and an origin with a path, are named with their place', () => {
    expect(error("trusted_proxies: ['::1', 10.0.0.0/8]")).toBeNull()
    expect(error('trusted_proxies:\n  - 10.0.0.0/33')).toMatch(
      /^lectern\.yaml:2:5: trusted_proxies\.0: is neither an address nor a network/,
    )
    expect(error('allowed_origins: [https://example.org/]')).toBeNull()
    expect(error('allowed_origins: [https://example.org/talk]')).toMatch(
      /^lectern\.yaml:1:19: allowed_origins\.0: is no origin; write one, without a path/,
    )
  })

  test('[TALK-2] broken YAML is named with line and column', () => {
    expect(error('title: [Talk\nscenes: 3')).toMatch(/^lectern\.yaml:\d+:\d+: /)
  })

  test('[TALK-5] each mistake has one sentence with its mend', () => {
    expect(error('retention: {foo: {limit: 3}}')).toMatch(
      /: retention\.foo: is not a key; allowed are attack_profile, prediction, /,
    )
    expect(error('retention: {totals: {lim: 3}}')).toMatch(
      /totals\.lim: is not a key; allowed are limit, per_key, ttl_s$/,
    )
    expect(error('scenes: [{scene: 9, pln: 3}]')).toMatch(/pln: is not a key; allowed are scene, notes, plan$/)
    expect(error('poll: {wait: 3}')).toMatch(/allowed are wait_s, interval_s, after_failures$/)
    expect(error('title: Talk\npoll: {wait_s: 0}')).toMatch(
      /^lectern\.yaml:2:7: poll: asks too often; let wait_s and interval_s be 1 or more together$/,
    )
    expect(error('poll: {wait_s: 0, interval_s: 1}')).toBeNull()
    expect(error('public_url: talk')).toMatch(
      /:1:13: public_url: is not an address like https:\/\/talk\.example\.org; begin it with/,
    )
    expect(error('public_url: https://example.org/talk')).toMatch(/:1:13: public_url: has a path; write it like /)
    expect(error('scenes: [{scene: 9, plan: 2:00}]')).toMatch(
      /scenes\.0\.plan: is not a whole number of seconds; write two minutes as 120$/,
    )
    expect(error('scenes: [9, 10]')).toMatch(/scenes\.0: is not an entry; write it as \{scene: 9\}$/)
    expect(error('allowed_origins: [slides]')).toMatch(/allowed_origins\.0: is no origin; write one, /)
    expect(error('title: 3')).toMatch(/title: expected string, received number$/)
    expect(error('title: [Talk\nscenes: 3')).toMatch(/^lectern\.yaml:\d+:\d+: [^\n]*[^:\d]$/)
  })

  test('[TALK-6] a scene stands in a talk once, and so does a transport', () => {
    expect(error('scenes:\n  - scene: 9\n  - scene: 10\n  - scene: 9\n')).toBe(
      'lectern.yaml:4:12: scenes.2.scene: 9 is there twice; keep one of them',
    )
    expect(error('transports: [sse, ws, sse]')).toBe(
      'lectern.yaml:1:23: transports.2: sse is there twice; keep one of them',
    )
  })

  test('[TALK-3] retention overrides bounds, and only those that the policy has', () => {
    const result = retentionOf({ live_detection: { limit: 60 }, prediction: { ttl_s: 600 } })
    expect(result.live_detection).toEqual({ policy: 'ring-per-key', key: ['host_id'], per_key: 60, limit: 60 })
    expect(result.prediction).toMatchObject({ limit: 4_096, ttl_s: 600 })
    expect(error('title: Talk\nretention: {totals: {limit: 3}}')).toMatch(
      /^lectern\.yaml:2:29: retention\.totals\.limit: .*snapshot.* has no limit; leave it out$/,
    )
  })

  test('[TALK-7] a bound can be raised sixteenfold, and no further', () => {
    expect(error('retention: {live_detection: {limit: 61440, per_key: 960}}')).toBeNull()
    expect(error('retention: {live_detection: {limit: 61441}}')).toBe(
      'lectern.yaml:1:37: retention.live_detection.limit: is more than a page should hold; use at most 61,440',
    )
    expect(error('limits: {clients: 32000}')).toBeNull()
    expect(error('limits: {clients: 32001}')).toBe(
      'lectern.yaml:1:19: limits.clients: is not a whole number from 1 to 32,000',
    )
    expect(error('limits: {clients: 0}')).toMatch(/is not a whole number from 1 to 32,000$/)
  })
})
