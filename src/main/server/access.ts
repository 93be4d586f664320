import type { IncomingMessage } from 'node:http'
import { type Asked, asked } from './asked'
import { cookieName, readCookie } from './cookies'
import type { Credentials } from './credentials'
import type { Access, LimitHits, Verdict } from './deps'
import type { Rate } from './rate'
import { gate, grantOf, isGrant, type Policy } from './verdict'

/** A wrong token costs as much of an address's share as so many requests: guessing ends soon, a room's mistakes pass. */
const WRONG_TOKEN = 400

/** The gate with its memory. */
export interface Gatekeeper extends Access {
  /** The request as the gate saw it. */
  asked(request: IncomingMessage): Asked
  /** Notes a wrong token that did not come in a header; false where its address has tried too often. */
  mayGuess(request: IncomingMessage): boolean
}

export interface GatekeeperOptions {
  readonly policy: Policy
  readonly credentials: Credentials
  readonly rate: Rate
  readonly limitHits: LimitHits
  /** Tells whether an address is a trusted proxy's. */
  trusts(address: string): boolean
  /** Known once the server listens. */
  port(): number
}

export function createGatekeeper(options: GatekeeperOptions): Gatekeeper {
  const { policy, credentials, rate, limitHits } = options
  const seen = new WeakMap<IncomingMessage, { readonly asked: Asked; readonly verdict: Verdict }>()
  const bearers = {
    token: credentials.roleOfToken,
    session(header: string) {
      const id = readCookie(header, cookieName(options.port()))
      return id === null ? null : credentials.roleOfSession(id)
    },
  }

  const judge = (request: Asked): Verdict => {
    const refusal = gate(request, policy)
    if (refusal) return refusal
    const grant = grantOf(request, policy, bearers)
    // Programs that publish and the presenter's own hands are known, and fast; they are not slowed.
    if (isGrant(grant) && (grant.publish || grant.command)) return grant
    const wrongToken = !isGrant(grant) && request.authorization !== null
    if (rate.take(request.address, wrongToken ? WRONG_TOKEN : 1)) return grant
    limitHits.hit('requests_per_minute')
    return { status: 429, error: 'too many requests from this address (limit "requests_per_minute"); wait a moment' }
  }

  const look = (request: IncomingMessage) => {
    const known = seen.get(request)
    if (known) return known
    const plain = asked(request, options.trusts)
    const entry = { asked: plain, verdict: judge(plain) }
    seen.set(request, entry)
    return entry
  }

  return {
    verdict: (request) => look(request).verdict,
    asked: (request) => look(request).asked,
    mayGuess: (request) => rate.take(look(request).asked.address, WRONG_TOKEN),
  }
}
