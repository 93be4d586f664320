import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutSharedDomain } from './host-names'

const shown = (...hosts: string[]) => hosts.map(withoutSharedDomain(hosts))

describe('the names of hosts', () => {
  test('[TEXT-6] the domain that nearly all hosts share goes, as far as they share it', () => {
    expect(shown('web-01.prod.example.com', 'web-02.prod.example.com')).toEqual(['web-01', 'web-02'])
    expect(shown('a.eu.example.com', 'a.us.example.com')).toEqual(['a.eu', 'a.us'])
    const fleet = Array.from({ length: 8 }, (_, i) => `srv-${i}.compute.internal`)
    expect(shown(...fleet, 'laptop.local', 'nas')).toEqual([...fleet.map((_, i) => `srv-${i}`), 'laptop.local', 'nas'])
  })

  test('[TEXT-7] one host, addresses, names without dots and hosts of many domains stay as they are', () => {
    const sets = [
      [],
      ['web.example.com'],
      ['web.example.com', 'web.example.com'],
      ['10.1.0.7', '10.2.0.7'],
      ['host-1', 'host-2'],
      ['a.example.com', 'b.example.org'],
      ['.rc', 'a.rc'],
    ]
    for (const hosts of sets) expect(shown(...hosts)).toEqual(hosts)
  })

  test('[TEXT-8] no two hosts come to be called the same', () => {
    const fleet = Array.from({ length: 19 }, (_, i) => `srv-${i}.internal`)
    expect(shown(...fleet, 'srv-7')[7]).toBe('srv-7.internal')
    const host = fc
      .array(fc.constantFrom('a', 'b', '1', ''), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('.'))
    fc.assert(
      fc.property(fc.uniqueArray(host, { maxLength: 12 }), (hosts) => {
        expect(new Set(shown(...hosts)).size).toBe(hosts.length)
      }),
    )
  })
})
