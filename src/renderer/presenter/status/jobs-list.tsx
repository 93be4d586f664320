import { useMemo } from 'react'
import { useTopic } from '../use-topic'
import { jobText, shareOf, shownJobs } from './jobs'
import styles from './status.module.css'

/** What is being read in, and how far it is. */
export function Jobs() {
  const events = useTopic('ingest_job')
  const jobs = useMemo(() => shownJobs(events.map(({ payload }) => payload)), [events])
  if (jobs.length === 0) return null
  return (
    <section>
      <h3>Loading</h3>
      <ul className={styles.rows}>
        {jobs.map((job) => {
          const share = shareOf(job)
          return (
            <li key={job.id} data-state={job.state}>
              <span className={styles.name}>{job.source}</span>
              <span className={styles.value}>{jobText(job)}</span>
              {job.state === 'running' && (
                <progress aria-label={job.source} max={1} {...(share === null ? {} : { value: share })} />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
