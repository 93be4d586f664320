import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Role, roles } from '../../shared/wire'

/** The tokens of this server; without an audience token nobody joins as audience by one. */
export interface Tokens {
  readonly presenter: string
  readonly producer: string
  readonly audience: string | null
}

/** Tells whose a token is, in a time that says nothing about how near a wrong one came. */
export function tokenReader(tokens: Tokens): (token: string) => Role | null {
  const digests = roles.map((role) => ({ role, digest: digest(tokens[role] ?? newSecret()) }))
  return (token) => {
    const candidate = digest(token)
    const hits = digests.filter((known) => timingSafeEqual(known.digest, candidate))
    return hits[0]?.role ?? null
  }
}

/** 192 random bits as 32 characters that need no escaping in an address. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url')
}

/** What may be stored of a secret: it recognises the secret, and does not give it away. */
export function fingerprint(secret: string): string {
  return digest(secret).toString('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
