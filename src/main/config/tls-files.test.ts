import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readTls } from './tls-files'
import { UsageError } from './usage-error'

// Node makes keys, and no certificates: this pair is openssl's, for nothing but this test, until 2126.
const cert = `-----BEGIN CERTIFICATE-----
MIIBbjCCARWgAwIBAgIUOM24x3qFfBfsRm5OJV+RgzJVn+0wCgYIKoZIzj0EAwIw
DDEKMAgGA1UEAwwBdDAgFw0yNjExMjExOTU4NTlaGA8yMTI2MTAyODE5NTg1OVow
DDEKMAgGA1UEAwwBdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOyfgx+UVDsC
rD1s0TUvRWMNlcU0LfJ4PHzigWVR7w7dThxDwqeRPWJZwj39NKYY0ogy+koKTNK3
h4LQhRY9CtyjUzBRMB0GA1UdDgQWBBQKoo6UIuQXSjMJDDDWtn0HNhEWcjAfBgNV
HSMEGDAWgBQKoo6UIuQXSjMJDDDWtn0HNhEWcjAPBgNVHRMBAf8EBTADAQH/MAoG
CCqGSM49BAMCA0cAMEQCIDk6kioR5BqavQm/Qq8xkAL0FW8kfuWJs959QBPHc2gj
AiB01R8PwyP7MshFNITcET+nAxBlMmBrjKOrA/2S2FXqTw==
-----END CERTIFICATE-----
`
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHR2wySdEpQtoCpr9
JtBcdKjU5RuJZlAeTuHI4qf6+9yhRANCAATsn4MflFQ7Aqw9bNE1L0VjDZXFNC3y
eDx84oFlUe8O3U4cQ8KnkT1iWcI9/TSmGNKIMvpKCkzSt4eC0IUWPQrc
-----END PRIVATE KEY-----
`
const pem = { type: 'pkcs8', format: 'pem' } as const
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

const dir = mkdtempSync(join(tmpdir(), 'lectern-tls-'))
const save = (name: string, text: string | Buffer) => {
  writeFileSync(join(dir, name), text)
  return join(dir, name)
}
const files = {
  cert: save('cert', cert),
  key: save('key', key),
  other: save('other', privateKey.export(pem)),
  locked: save('locked', privateKey.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'x' })),
  text: save('text', 'no certificate'),
  empty: save('empty', ''),
}

test('[CONFIG-13] a certificate and its key are taken', () => {
  expect(readTls(files.cert, files.key)).toEqual({ cert: Buffer.from(cert), key: Buffer.from(key) })
  expect(readTls(undefined, undefined)).toBeNull()
})

test.each([
  ['text', 'key', '--tls-cert text is not a PEM certificate'],
  ['empty', 'key', '--tls-cert empty is not a PEM certificate'],
  ['key', 'key', '--tls-cert key is not a PEM certificate'],
  ['cert', 'text', '--tls-key text is not a PEM key'],
  ['cert', 'empty', '--tls-key empty is not a PEM key'],
  ['cert', 'cert', '--tls-key cert is not a PEM key'],
  ['cert', 'locked', '--tls-key locked is locked with a passphrase'],
  ['cert', 'other', '--tls-key other does not belong to --tls-cert cert'],
] as const)(
  '[CONFIG-13] a pair that no server could use is refused before the start: %s with %s',
  (certName, keyName, sentence) => {
    const read = () => readTls(files[certName], files[keyName])
    const named = sentence.replaceAll(/--tls-\w+ /g, `$&${join(dir, '/')}`)
    expect(read).toThrow(UsageError)
    expect(read).toThrow(named)
  },
)
