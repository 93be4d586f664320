import type { Clock } from '../../shared/clock'

/** Addresses that are remembered; past that the one longest unheard is forgotten, and starts anew. */
const ADDRESSES = 10_000

/** How much each address may ask: a bucket that refills evenly, so a burst of a whole minute's share passes. */
export interface Rate {
  /** Takes `weight` from the address's share; false where it has not that much left. */
  take(address: string, weight: number): boolean
}

export function createRate(perMinute: number, clock: Clock, addresses: number = ADDRESSES): Rate {
  const buckets = new Map<string, { level: number; at: number }>()
  return {
    take(address, weight) {
      const key = network(address)
      const now = clock.elapsed()
      const bucket = buckets.get(key) ?? { level: perMinute, at: now }
      const level = Math.min(perMinute, bucket.level + ((now - bucket.at) * perMinute) / 60_000)
      const taken = level >= weight
      buckets.delete(key) // re-inserted at the end, so the first one is the longest unheard
      buckets.set(key, { level: taken ? level - weight : level, at: now })
      for (const oldest of buckets.keys()) {
        if (buckets.size <= addresses) break
        buckets.delete(oldest)
      }
      return taken
    },
  }
}

/** One IPv6 client has 2^64 addresses: it counts by its network. */
function network(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === '' ? [] : tail.split(':')
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : []
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
