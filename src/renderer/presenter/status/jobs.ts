import { whole } from '../../../shared/format'
import type { Payload } from '../../../shared/topics'

type Job = Payload<'ingest_job'>

/** Jobs that are listed. */
const LISTED = 6

/** What is worth seeing: what goes on and what failed first, then what was done last. */
export function shownJobs(jobs: readonly Job[]): readonly Job[] {
  const rank = { running: 0, failed: 1, waiting: 2, done: 3 } as const
  return jobs
    .toReversed()
    .toSorted((a, b) => rank[a.state] - rank[b.state])
    .slice(0, LISTED)
}

/** 0 to 1; null where the end is not known. */
export function shareOf({ done, total, state }: Job): number | null {
  if (state === 'done') return 1
  return total > 0 ? Math.min(1, done / total) : null
}

/** `120,000 of 150,000`, `done, 150,000`, `failed: …`. */
export function jobText({ state, done, total, error }: Job): string {
  switch (state) {
    case 'running':
      return total > 0 ? `${whole(done)} of ${whole(total)}` : `${whole(done)} so far`
    case 'waiting':
      return 'waiting'
    case 'done':
      return `done, ${whole(done)}`
    case 'failed':
      return error ? `failed: ${error}` : 'failed'
  }
}
