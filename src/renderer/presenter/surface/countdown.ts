/**
 * What stands where the next warm is waited for. Times are epoch milliseconds by the server's clock.
 * A time that is past says "waiting…": a 0 that stands still would be a lie.
 */
export function countdownText(nextWarmAt: number | null, now: number): string {
  if (nextWarmAt === null) return '—'
  const left = Math.ceil((nextWarmAt - now) / 1000)
  if (left <= 0) return 'waiting…'
  return left < 60 ? `${left} s` : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
}
