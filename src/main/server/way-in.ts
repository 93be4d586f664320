import type { NetworkInterfaceInfo } from 'node:os'
import { bare, isLoopback } from '../addresses'

/** Where the audience gets in: the address of the QR code, or one sentence that says why there is none. */
export type WayIn = { readonly url: string } | { readonly why: string }

export interface Bound {
  /** The address that is bound. */
  readonly host: string
  readonly port: number
  readonly scheme: 'http' | 'https'
  readonly publicUrl: string | null
  /** This machine's addresses by the interfaces that hold them. */
  interfaces(): Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>
}

export interface WayInOptions extends Bound {
  /** Null where the audience needs none. */
  readonly audienceToken: string | null
}

const closed =
  'Only this machine can see this page. To let the room in, start Lectern with --host 0.0.0.0 and --audience-open (or --audience-token), or set public_url.'
const nowhere = 'This machine is in no network: connect it to the one that the room uses.'

/** What the room scans. Asked anew for each page: a laptop changes its network while it waits for its talk. */
export function wayIn({ audienceToken, ...bound }: WayInOptions): WayIn {
  const path = audienceToken === null ? '/' : `/join?token=${encodeURIComponent(audienceToken)}`
  const origin = reachedAt(bound)
  if (origin !== null) return { url: `${origin}${path}` }
  return { why: isLoopback(bare(bound.host)) ? closed : nowhere }
}

/** The origin by which other machines of the room reach this server; null where none does. */
export function reachedAt({ host, port, scheme, publicUrl, interfaces }: Bound): string | null {
  if (publicUrl) return publicUrl
  const name = bare(host)
  if (isLoopback(name)) return null
  const address = name === '0.0.0.0' || name === '::' ? lanAddress(interfaces()) : name
  return address && `${scheme}://${address.includes(':') ? `[${address}]` : address}:${port}`
}

/** Networks that containers and tunnels make: nobody in the room is in them. */
const inner = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun|wg|tailscale|zt)/

/** The address by which the room's phones most likely reach this machine. */
export function lanAddress(interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>): string | null {
  const all = Object.entries(interfaces).flatMap(([name, list]) => (list ?? []).map((info) => ({ name, ...info })))
  const usable = all.filter(
    ({ internal, family, address }) => !internal && family === 'IPv4' && !address.startsWith('169.254.'),
  )
  return (usable.find(({ name }) => !inner.test(name)) ?? usable[0])?.address ?? null
}
