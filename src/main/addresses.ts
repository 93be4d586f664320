import { BlockList, isIP } from 'node:net'

/** An address as one spelling: without brackets, zone and the IPv4-in-IPv6 prefix. */
export function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '')
}

/** A host name or address, without brackets, that only this machine itself can mean. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

interface Network {
  readonly address: string
  readonly family: 'ipv4' | 'ipv6'
  readonly bits: number
}

/** An address, or a network like `10.0.0.0/8`; null where it is neither. */
export function networkOf(text: string): Network | null {
  const [address = '', bits] = text.split('/')
  const family = familyOf(address)
  const most = family === 'ipv6' ? 128 : 32
  if (!family || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most))) return null
  return { address, family, bits: Number(bits ?? most) }
}

/**
 * Tells whether an address lies in one of these networks.
 * @throws a sentence that names the entry that is none.
 */
export function networks(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const network = networkOf(entry)
    if (!network) throw new Error(`${entry} is neither an address nor a network like 10.0.0.0/8`)
    list.addSubnet(network.address, network.bits, network.family)
  }
  return (address) => {
    const family = familyOf(address)
    return family !== null && list.check(address, family)
  }
}

function familyOf(address: string): Network['family'] | null {
  const version = isIP(address)
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6'
}
