import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { bare, isLoopback } from '../addresses'

/** The name in a `Host` header, lower case, without port, brackets and the dot of a full name; null where it is none. */
export function hostName(header: string | null): string | null {
  if (header === null || !/^[\w.:[\]-]+$/.test(header) || !URL.canParse(`http://${header}`)) return null
  return bare(new URL(`http://${header}`).hostname).replace(/\.$/, '')
}

/** How long this machine's addresses are believed: a laptop changes its network while a talk goes on. */
const ADDRESSES_MS = 5_000

/** Tells the names under which a server bound to `bind` is meant, `publicUrl`'s too. */
export function knownHosts(bind: string, publicUrl: string | null, elapsed: () => number): (name: string) => boolean {
  const always = new Set([bare(bind), publicUrl && hostName(new URL(publicUrl).host)])
  if (isLoopback(bare(bind))) return (name) => isLoopback(name) || always.has(name)
  const everywhere = ['0.0.0.0', '::'].includes(bare(bind))
  const machine = hostname().toLowerCase()
  let read = { at: Number.NEGATIVE_INFINITY, addresses: new Set<string>() }
  const isOwnAddress = (name: string): boolean => {
    if (isIP(name) === 0) return false
    if (elapsed() - read.at > ADDRESSES_MS) {
      const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
      read = { at: elapsed(), addresses: new Set(all.map(({ address }) => bare(address))) }
    }
    return read.addresses.has(name)
  }
  return (name) =>
    isLoopback(name) ||
    always.has(name) ||
    name === machine ||
    name === `${machine}.local` ||
    (everywhere && isOwnAddress(name))
}
