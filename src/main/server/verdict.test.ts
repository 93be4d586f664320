import { describe, expect, test } from 'vitest'
import type { Asked } from './asked'
import { hostName, knownHosts } from './hosts'
import { gate, grantOf, type Policy, refusalFor } from './verdict'

const loopback: Policy = {
  loopbackBind: true,
  open: false,
  audienceOpen: false,
  producerTokenGiven: false,
  allowedOrigins: new Set(['https://slides.example.org']),
  publicUrl: 'https://talk.example.org',
  knowsHost: knownHosts('127.0.0.1', 'https://talk.example.org', () => 0),
}
const room: Policy = {
  ...loopback,
  loopbackBind: false,
  publicUrl: null,
  knowsHost: knownHosts('0.0.0.0', null, () => 0),
}

const bearers = {
  token: (token: string) =>
    token === 'P' ? 'presenter' : token === 'W' ? 'producer' : token === 'A' ? 'audience' : null,
  session: (cookie: string) => (cookie === 's=P' ? 'presenter' : cookie === 's=A' ? 'audience' : null),
} as const

const ask = (changes: Partial<Asked> = {}): Asked => ({
  method: 'GET',
  path: '/',
  host: '127.0.0.1:8490',
  hosts: 1,
  origin: null,
  address: '127.0.0.1',
  scheme: 'http',
  authorization: null,
  cookie: null,
  contentType: null,
  contentEncoding: null,
  hasBody: false,
  forwarded: false,
  secFetchSite: null,
  ...changes,
})
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

describe('the gate', () => {
  test.each([
    ['127.0.0.1:8490', true],
    ['localhost:8490', true],
    ['LOCALHOST', true],
    ['[::1]:8490', true],
    ['127.1.2.3', true],
    ['talk.example.org', true],
    ['talk.example.org.', true],
    ['localhost.:8490', true],
    ['evil.example.', false],
    ['evil.example', false],
    ['127.0.0.1.evil.example', false],
    ['localhost.evil.example', false],
    ['evil@127.0.0.1', false],
    ['', false],
    [null, false],
  ])('[GATE-1] a Host that is not this server’s is refused (%s: %s)', (host, known) => {
    expect(gate(ask({ host }), loopback)?.status).toBe(known ? undefined : 421)
  })

  test('[GATE-1] a server that is bound to one address is not called by another', () => {
    const knows = knownHosts('192.0.2.7', null, () => 0)
    expect([knows('192.0.2.7'), knows('192.0.2.8'), knows('localhost')]).toEqual([true, false, true])
  })

  test.each([
    ['http://127.0.0.1:8490', '127.0.0.1:8490', true],
    ['https://talk.example.org', 'talk.example.org', true],
    ['https://talk.example.org', 'talk.example.org:443', true],
    ['https://slides.example.org', '127.0.0.1:8490', true],
    ['http://slides.example.org', '127.0.0.1:8490', false],
    ['http://127.0.0.1:9999', '127.0.0.1:8490', false],
    ['http://localhost:8490', '127.0.0.1:8490', false],
    ['http://127.0.0.1:8490/path', '127.0.0.1:8490', false],
    ['file://127.0.0.1:8490', '127.0.0.1:8490', false],
    ['null', '127.0.0.1:8490', false],
    ['', '127.0.0.1:8490', false],
  ])('[GATE-2] an Origin of another site is refused (%s at %s: %s)', (origin, host, known) => {
    expect(gate(ask({ origin, host }), loopback)?.status).toBe(known ? undefined : 403)
  })

  test.each([
    ['http://localhost:8490', 'localhost:8490', 'https', false],
    ['https://localhost:8490', 'localhost:8490', 'https', true],
    ['http://talk.example.org', 'talk.example.org', 'http', false],
    ['http://talk.example.org:8490', 'talk.example.org:8490', 'http', true],
    ['http://localhost:8490', 'localhost:8490', 'http', true],
    ['https://localhost:8490', 'localhost:8490', 'http', true],
  ] as const)(
    '[GATE-7] where it is known that a server is reached over TLS, a page of plain http is of another site (%s at %s, %s: %s)',
    (origin, host, scheme, known) => {
      expect(gate(ask({ origin, host, scheme }), loopback)?.status).toBe(known ? undefined : 403)
    },
  )

  test('[GATE-2] an origin of null matches nothing, not even itself', () => {
    const policy = { ...loopback, allowedOrigins: new Set(['https://slides.example.org']) }
    expect(gate(ask({ origin: 'null' }), policy)?.status).toBe(403)
  })

  test.each([
    ['/api/publish', 'application/json', true],
    ['/api/publish', 'application/json; charset=utf-8', true],
    ['/api/publish', 'Application/X-NDJSON', true],
    ['/api/publish', 'text/plain', false],
    ['/api/publish', 'application/x-www-form-urlencoded', false],
    ['/api/publish', null, false],
    ['/data/embedding', null, true],
    ['/data/embedding', 'application/octet-stream', true],
    ['/data/embedding', 'application/vnd.apache.arrow.stream', true],
    ['/data/embedding', 'text/plain', false],
  ])('[GATE-3] a body of a type that any page may send is refused (%s, %s: %s)', (path, contentType, taken) => {
    expect(gate(ask({ path, contentType, hasBody: true }), loopback)?.status).toBe(taken ? undefined : 415)
    expect(gate(ask({ path, contentType }), loopback)).toBeNull()
  })
})

describe('roles', () => {
  const role = (changes: Partial<Asked>, policy: Policy) => {
    const verdict = grantOf(ask(changes), policy, bearers)
    return 'error' in verdict ? verdict.status : verdict.role
  }

  test.each([
    [{}, 'producer'],
    [{ secFetchSite: 'none' }, 'producer'],
    [{ origin: 'http://127.0.0.1:8490' }, 'audience'],
    [{ forwarded: true }, 'audience'],
    [{ secFetchSite: 'same-origin' }, 'audience'],
    [{ secFetchSite: 'cross-site' }, 'audience'],
    [{ host: 'talk.example.org' }, 'audience'],
    [bearer('A'), 'audience'],
    [bearer('W'), 'producer'],
    [bearer('P'), 'presenter'],
    [{ cookie: 's=P' }, 'presenter'],
    [{ cookie: 's=old' }, 'producer'],
    [bearer('wrong'), 401],
    [{ authorization: 'Basic YTpi', origin: 'http://127.0.0.1:8490' }, 'audience'],
  ])(
    '[ROLE-1] on loopback a program of this machine is a producer, and whoever else comes an audience (%j is %s)',
    (changes, expected) => {
      expect(role(changes, loopback)).toBe(expected)
    },
  )

  test('[ROLE-2] once a producer token was given, loopback needs it too', () => {
    const policy = { ...loopback, producerTokenGiven: true }
    expect([role({}, policy), role(bearer('W'), policy)]).toEqual(['audience', 'producer'])
  })

  test.each([
    [{}, 401],
    [{ host: 'localhost' }, 401],
    [bearer('A'), 'audience'],
    [{ cookie: 's=A' }, 'audience'],
    [{ cookie: 's=old' }, 401],
    [bearer('W'), 'producer'],
  ])('[ROLE-3] off loopback a request has the role of its token, and none without (%j is %s)', (changes, expected) => {
    expect(role(changes, room)).toBe(expected)
  })

  test('[ROLE-3] an open audience needs no token to read, and a wrong one is still wrong', () => {
    const policy = { ...room, audienceOpen: true }
    expect([role({}, policy), role(bearer('wrong'), policy)]).toEqual(['audience', 401])
  })

  test('[ROLE-4] --open gives every role to everybody', () => {
    const verdict = grantOf(ask(), { ...room, open: true }, bearers)
    expect(verdict).toMatchObject({ role: 'presenter', publish: true, command: true })
  })

  test('[ROLE-5] no token is 401, a role that is too low 403', () => {
    const status = (changes: Partial<Asked>, access: 'read' | 'publish' | 'command' | 'public', policy = room) =>
      refusalFor(grantOf(ask(changes), policy, bearers), access)?.status
    expect(status({}, 'publish', { ...room, audienceOpen: true })).toBe(401)
    expect(status(bearer('A'), 'publish')).toBe(403)
    expect(status(bearer('P'), 'publish')).toBe(403)
    expect(status(bearer('W'), 'publish')).toBeUndefined()
    expect(status(bearer('W'), 'command')).toBe(403)
    expect(status(bearer('P'), 'command')).toBeUndefined()
    expect(status({}, 'public')).toBeUndefined()
    expect(status({}, 'command', loopback)).toBe(401)
  })

  test('[ROLE-6] who brings nothing is told of the token that this route asks for, not of one that would be refused', () => {
    const error = (access: 'read' | 'publish' | 'command', changes: Partial<Asked> = {}) =>
      refusalFor(grantOf(ask(changes), room, bearers), access)?.error
    expect(error('read')).toMatch(/needs a token: open the address of its QR code, or send one as Authorization/)
    expect(error('publish')).toBe('this needs the producer token, as Authorization: Bearer')
    expect(error('command')).toBe('this needs the presenter token, as Authorization: Bearer')
    expect(error('publish', bearer('wrong'))).toBe('this is not a token of this server')
  })
})

test('[GATE-1] a Host header is read as a name without port and brackets', () => {
  expect(['[::1]:80', 'Example.ORG:1', 'a b', 'a/b'].map(hostName)).toEqual(['::1', 'example.org', null, null])
})
