/** How many of the names have to share a domain. */
const NEARLY_ALL = 0.8

/**
 * What hosts are called where there is little room: without the domain that nearly all of them share, because that
 * tells none from another. No two hosts come to be called the same; addresses and names without dots stay as they are.
 */
export function withoutSharedDomain(hosts: Iterable<string>): (host: string) => string {
  const all = new Set(hosts)
  const shares = new Map<string, number>()
  for (const domain of [...all].flatMap(domainsOf)) shares.set(domain, (shares.get(domain) ?? 0) + 1)
  const shared = [...shares].filter(([, hosts]) => hosts > 1 && hosts >= NEARLY_ALL * all.size)
  const longest = shared.reduce((best, [domain]) => (domain.length > best.length ? domain : best), '')
  return (host) => {
    const short = host.endsWith(longest) ? host.slice(0, host.length - longest.length) : host
    return short === '' || all.has(short) ? host : short
  }
}

/** `.b.c` and `.c` of `a.b.c`. What ends in a number is an address. */
function domainsOf(host: string): string[] {
  if (/\.\d+(?::\d+)?$/.test(host)) return []
  return [...host.matchAll(/\./g)].flatMap(({ index }) => (index > 0 ? host.slice(index) : []))
}
