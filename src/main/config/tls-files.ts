import { createSecureContext, type SecureContextOptions } from 'node:tls'
import { codeOf } from './error-code'
import { readText } from './read-text'
import { UsageError } from './usage-error'

export interface Tls {
  readonly cert: Buffer
  readonly key: Buffer
}

/** Certificate and key of `--tls-cert` and `--tls-key`, as a server can use them. @throws {UsageError} where it could not */
export function readTls(certFile: string | undefined, keyFile: string | undefined): Tls | null {
  if (certFile === undefined && keyFile === undefined) return null
  if (certFile === undefined || keyFile === undefined) {
    throw new UsageError('--tls-cert and --tls-key belong together; give both, as PEM files')
  }
  const cert = Buffer.from(readText(certFile, '--tls-cert'))
  const key = Buffer.from(readText(keyFile, '--tls-key'))
  // An empty file counts as none given for OpenSSL, which then finds nothing wrong.
  if (!cert.includes('-----BEGIN') || refusal({ cert }) === 'ERR_OSSL_PEM_NO_START_LINE') {
    throw new UsageError(`--tls-cert ${certFile} is not a PEM certificate; name the file that holds it`)
  }
  const certCode = refusal({ cert })
  if (certCode) throw new UsageError(`--tls-cert ${certFile} cannot be used (${certCode}); have a new one made`)
  const keyCode = refusal({ key })
  if (keyCode && /ENCRYPTED/.test(key.toString())) {
    throw new UsageError(`--tls-key ${keyFile} is locked with a passphrase; save it without: openssl pkey -in FILE`)
  }
  if (keyCode || !key.includes('-----BEGIN')) {
    throw new UsageError(`--tls-key ${keyFile} is not a PEM key; name the file that holds the certificate's key`)
  }
  const pairCode = refusal({ cert, key })
  if (pairCode) throw new UsageError(`--tls-key ${keyFile} does not belong to --tls-cert ${certFile}; give a pair`)
  return { cert, key }
}

/** Why no server could listen with this; null where one could. */
function refusal(options: SecureContextOptions): string | null {
  try {
    createSecureContext(options)
    return null
  } catch (error) {
    return codeOf(error)
  }
}
