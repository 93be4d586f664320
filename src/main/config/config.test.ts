import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownHost, readConfig, type ServerFlags, unheeded } from './config'
import { UsageError } from './usage-error'

const resources = mkdtempSync(join(tmpdir(), 'lectern-config-'))
mkdirSync(join(resources, 'data'))
const flags: ServerFlags = { host: '127.0.0.1', port: '8490', logLevel: 'warn' }
const read = (changes: Partial<ServerFlags>, env: NodeJS.ProcessEnv = {}) =>
  readConfig({ ...flags, ...changes }, { XDG_STATE_HOME: '/state', ...env }, resources)

describe('configuration', () => {
  test('[CONFIG-1] without --data it is the bundled directory, whose events are samples', () => {
    expect(read({})).toMatchObject({ sampleData: true, dataDir: join(resources, 'data'), port: 8490 })
    expect(read({ data: resources })).toMatchObject({ sampleData: false, dataDir: resources })
  })

  test('[CONFIG-16] the bundled directory’s events are samples by whatever name it is given, and are played on only without one', () => {
    const link = join(resources, 'link')
    symlinkSync(join(resources, 'data'), link)
    const given = [link, `${link}/../data/`, join(resources, 'data')].map((data) => read({ data }))
    expect(given.map(({ sampleData, playSample }) => [sampleData, playSample])).toEqual(Array(3).fill([true, false]))
    expect(read({}).playSample).toBe(true)
  })

  test.each([
    [{ data: '/no/such/place' }, /--data \/no\/such\/place: there is no such directory/],
    [{ data: '' }, /--data: is empty; name a directory/],
    [{ data: import.meta.filename }, /--data .*config\.test\.ts: is a file, not a directory/],
    [{ state: '' }, /--state: is empty; name a directory/],
    [{ port: '80 80' }, /--port 80 80: use a whole number/],
    [{ port: '70000' }, /--port 70000/],
    [{ port: '1e3' }, /--port 1e3: use a whole number/],
    [{ port: '0x50' }, /--port 0x50: use a whole number/],
    [{ port: '' }, /--port : use a whole number/],
    [{ scene: '6' }, /--scene 6: is no scene of this talk; use one of 7, 8, 9, 10, 11, 12, 13$/],
    [{ scene: '0x9' }, /--scene 0x9: is no scene/],
    [{ scene: '9.0' }, /--scene 9.0: is no scene/],
    [{ logLevel: 'loud' }, /--log-level loud: use one of/],
    [{ config: '/no/lectern.yaml' }, /--config \/no\/lectern.yaml: cannot be read \(ENOENT\)/],
    [{ tlsCert: '/cert.pem' }, /--tls-cert and --tls-key belong together/],
    [{ allowOrigin: ['example'] }, /--allow-origin example/],
    [
      { allowOrigin: ['https://example.org/talk'] },
      /--allow-origin https:\/\/example\.org\/talk: use an origin, without/,
    ],
    [{ allowOrigin: ['https://example.org?talk'] }, /--allow-origin .*: use an origin, without a path/],
    [{ publicUrl: 'ftp://example.org' }, /--public-url/],
    [{ publicUrl: 'https://example.org/talk' }, /--public-url https:\/\/example\.org\/talk: use an .*, without a path/],
    [{ nats: 'localhost:4222' }, /--nats: use an address like nats:/],
    [{ presenterToken: 'has space' }, /--presenter-token/],
    [{ presenterToken: '' }, /^--presenter-token: use 1 to 256 printable ASCII/],
  ] satisfies [Partial<ServerFlags>, RegExp][])('[CONFIG-2] %j ends with one sentence', (changes, sentence) => {
    expect(() => read(changes)).toThrow(UsageError)
    expect(() => read(changes)).toThrow(sentence)
  })

  test('[CONFIG-15] a public address may end with a slash', () => {
    expect(read({ publicUrl: 'https://talk.example.org/' }).publicUrl).toBe('https://talk.example.org')
  })

  test('[CONFIG-7] of the nodes of a cluster the one that is given --data reads files, the others only relay', () => {
    const nats = 'nats://127.0.0.1'
    expect([read({}).feeds, read({ nats }).feeds, read({ nats, data: resources }).feeds]).toEqual([true, false, true])
  })

  test('[CONFIG-3] a bind that others can reach needs an audience token or an open audience', () => {
    expect(() => read({ host: '0.0.0.0' })).toThrow(/--audience-token TOKEN, or --audience-open/)
    expect(read({ host: '0.0.0.0', audienceOpen: true }).audienceOpen).toBe(true)
    expect(read({ host: '0.0.0.0' }, { LECTERN_AUDIENCE_TOKEN: 'room' }).tokens.audience).toBe('room')
  })

  test('[CONFIG-4] a flag goes before the environment', () => {
    expect(read({ producerToken: 'flag' }, { LECTERN_PRODUCER_TOKEN: 'env' }).tokens).toEqual({ producer: 'flag' })
    expect(read({}, { LECTERN_PRODUCER_TOKEN: '' }).tokens).toEqual({})
  })

  test.each([
    [
      { presenterToken: 'same', producerToken: 'same' },
      {},
      /^--presenter-token and --producer-token are the same token/,
    ],
    [
      { audienceToken: 'same' },
      { LECTERN_PRESENTER_TOKEN: 'same' },
      /^LECTERN_PRESENTER_TOKEN and --audience-token are/,
    ],
    [{}, { LECTERN_PRODUCER_TOKEN: 'same', LECTERN_AUDIENCE_TOKEN: 'same' }, /^LECTERN_PRODUCER_TOKEN and LECTERN_AUD/],
  ])('[CONFIG-9] a token is of one role alone, wherever it is given: %j and %j', (changes, env, sentence) => {
    expect(() => read(changes, env)).toThrow(UsageError)
    expect(() => read(changes, env)).toThrow(sentence)
  })

  test('[CONFIG-10] an open audience goes before an audience token, and it is said', () => {
    const both = { audienceOpen: true, audienceToken: 'room' }
    expect(unheeded(read(both))).toMatch(/^--audience-open counts/)
    expect(unheeded(read({ open: true }, { LECTERN_AUDIENCE_TOKEN: 'room' }))).toMatch(/^--open counts/)
    expect(unheeded(read({ audienceOpen: true }))).toBeNull()
    expect(unheeded(read({ audienceToken: 'room' }))).toBeNull()
  })

  test('[CONFIG-14] --scene is one of the talk’s', () => {
    // The deck stood at a scene that no page could show, and "next" looked dead.
    const file = join(resources, 'two.yaml')
    writeFileSync(file, 'scenes: [{scene: 7}, {scene: 8}]')
    expect(read({ config: file, scene: '8' }).scene).toBe(8)
    expect(() => read({ config: file, scene: '9' })).toThrow('--scene 9: is no scene of this talk; use one of 7, 8')
  })

  test('[CONFIG-5] a wrong lectern.yaml ends with its place', () => {
    const file = join(resources, 'lectern.yaml')
    writeFileSync(file, 'theme: pink\n')
    expect(() => read({ config: file })).toThrow(/lectern\.yaml:1:8: theme/)
  })

  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['0.0.0.0', '127.0.0.1'],
    ['::', '127.0.0.1'],
    ['192.0.2.2', '192.0.2.2'],
    ['::1', '[::1]'],
    ['[fe80::1]', '[fe80::1]'],
    ['localhost', 'localhost'],
  ])('[CONFIG-8] a server bound to %s is called %s by its own machine', (host, called) => {
    expect(ownHost(host)).toBe(called)
    expect(URL.canParse(`http://${ownHost(host)}:8490/`)).toBe(true)
  })
})
