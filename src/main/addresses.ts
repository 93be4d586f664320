import { isIP } from 'node:net'

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
