import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { lanAddress, reachedAt, wayIn } from './way-in'

const info = (address: string, internal = false): NetworkInterfaceInfo => ({
  ...{ address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '', cidr: null },
})
const interfaces = () => ({
  lo: [info('127.0.0.1', true)],
  docker0: [info('172.17.0.1')],
  wlan0: [info('192.168.7.20')],
})
const base = { host: '0.0.0.0', port: 8490, scheme: 'http', publicUrl: null, audienceToken: null, interfaces } as const

describe('the way in', () => {
  test('[JOIN-1] the code carries public_url, else the address in the room’s network, with the token where one is set', () => {
    expect(wayIn(base)).toEqual({ url: 'http://192.168.7.20:8490/' })
    expect(wayIn({ ...base, audienceToken: 'a+b' })).toEqual({ url: 'http://192.168.7.20:8490/join?token=a%2Bb' })
    expect(wayIn({ ...base, host: '127.0.0.1', publicUrl: 'https://talk.example.org' })).toEqual({
      url: 'https://talk.example.org/',
    })
    expect(wayIn({ ...base, host: '10.0.0.5' })).toEqual({ url: 'http://10.0.0.5:8490/' })
  })

  test('[JOIN-2] where nobody could get in, it says why, and how to open the room', () => {
    expect(wayIn({ ...base, host: '127.0.0.1' })).toMatchObject({ why: expect.stringContaining('--host 0.0.0.0') })
    expect(wayIn({ ...base, interfaces: () => ({}) })).toMatchObject({ why: expect.stringContaining('no network') })
  })

  test('[JOIN-7] the presenter’s phone finds the server as the room does, where it can be found at all', () => {
    expect(reachedAt(base)).toBe('http://192.168.7.20:8490')
    expect(reachedAt({ ...base, publicUrl: 'https://talk.example.org' })).toBe('https://talk.example.org')
    expect(reachedAt({ ...base, host: 'fd00::5' })).toBe('http://[fd00::5]:8490')
    expect(reachedAt({ ...base, host: '127.0.0.1' })).toBeNull()
  })

  test('[JOIN-3] the network of a container is taken only where there is no other', () => {
    expect(lanAddress(interfaces())).toBe('192.168.7.20')
    expect(lanAddress({ docker0: [info('172.17.0.1')] })).toBe('172.17.0.1')
    expect(lanAddress({ eth0: [info('169.254.3.4')] })).toBeNull()
  })
})
