/** A length of time on a clock: `4:05`, `1:02:07`. Negative ones read as 0. */
export function lengthText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** The time of day at this machine, as a wall clock has it: `14:05`. */
export function clockText(nowMs: number): string {
  return new Date(nowMs).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
