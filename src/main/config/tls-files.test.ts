import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cert, key } from './testing/certificate'
import { readTls } from './tls-files'
import { UsageError } from './usage-error'

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
