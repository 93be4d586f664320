/** A moment as a page without a clock tells it, in the reader's own time zone or a named one: `21 Nov 2026, 14:05 UTC`. */
export function dateAndTime(ms: number, timeZone?: string): string {
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const
  return new Date(ms).toLocaleString('en-GB', { ...day, ...time, timeZone })
}
