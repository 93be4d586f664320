/** Exponential backoff with equal jitter. Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
export interface BackoffOptions {
  /** Ceiling of the first wait, in milliseconds. */
  readonly baseMs: number
  /** Ceiling of every wait, in milliseconds. */
  readonly maxMs: number
}

/**
 * How long to wait before try number `failures` (1 after the first failure), in milliseconds.
 * Half of the ceiling is fixed and half is random, so that a room of phones neither hammers nor comes back in step.
 */
export function backoffDelay(failures: number, random: number, options: BackoffOptions): number {
  const ceiling = Math.min(options.maxMs, options.baseMs * 2 ** Math.min(30, Math.max(0, failures - 1)))
  return Math.round(ceiling / 2 + (random * ceiling) / 2)
}
