import { useContext, useMemo } from 'react'
import { postCommand } from '../../deck/commands'
import { NoticesContext } from '../../deck/notices-context'
import { useFetched } from '../use-fetched'
import { useTopic } from '../use-topic'
import { createScrubber } from './scrubber'
import styles from './timeline.module.css'
import { type TimelineData, timelineSchema } from './timeline-data'
import { Track } from './track'
import { Transport } from './transport'

/** The recording that is rehearsed: where it stands, what is in it, and the hands on it. Nothing where none is played. */
export function Timeline() {
  const event = useTopic('replay_status').at(-1)
  const file = event?.payload.file ?? null
  const data = useTimeline(file)
  const notices = useContext(NoticesContext)
  const order = useMemo(
    () =>
      createScrubber(async (one) => {
        const answer = await postCommand({ command: 'replay', ...one })
        if (answer.kind === 'refused') notices.say(answer.error)
      }),
    [notices],
  )
  if (!event) return null
  const said = { status: event.payload, at: event.timestamp }
  return (
    <section className={styles.timeline} aria-label="Rehearsal" data-replay={event.payload.state}>
      <Transport status={event.payload} cut={data?.cut === true} order={order} />
      <Track said={said} data={data} seek={(position_s) => order({ action: 'seek', position_s })} />
    </section>
  )
}

/** What is in the recording; null until it is known. */
function useTimeline(file: string | null): TimelineData | null {
  const found = useFetched(file === null ? null : '/api/timeline', timelineSchema, file)
  return found?.file === file ? found : null
}
