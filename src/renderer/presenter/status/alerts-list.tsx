import { useMemo, useRef } from 'react'
import type { Command } from '../../deck/commands'
import { Button } from '../button'
import { useTopic } from '../use-topic'
import { groupAlerts } from './alerts'
import { keepOrder } from './keep-order'
import styles from './status.module.css'
import { useUnderHand } from './use-under-hand'

/** Open alerts by source. While a hand is on the list nothing in it changes its place. */
export function Alerts({ command }: { readonly command: (command: Command) => void }) {
  const events = useTopic('alert')
  const { underHand, props } = useUnderHand()
  const groups = useMemo(() => groupAlerts(events.map(({ payload }) => payload)), [events])
  const order = useRef<readonly string[]>([])
  const shown = underHand ? keepOrder(groups, order.current, ({ source }) => source) : groups
  order.current = shown.map(({ source }) => source)
  const dismiss = (alert: string) => command({ command: 'dismiss', alert })
  return (
    <section {...props}>
      <h3>Alerts</h3>
      {shown.length === 0 && <p className={styles.calm}>None</p>}
      <ul className={styles.alerts}>
        {shown.map(({ source, severity, count, alerts, more }) => (
          <li key={source} data-severity={severity}>
            <p className={styles.source}>
              {source} · {severity}
              {count > 1 && <span className={styles.count}>{count} times</span>}
            </p>
            <ul>
              {alerts.map(({ id, message, count: times }) => (
                <li key={id} className={styles.alert}>
                  <span>
                    {message}
                    {times > 1 && alerts.length > 1 && <span className={styles.count}>{times} times</span>}
                  </span>
                  <Button aria-label={`Dismiss: ${message}`} onClick={() => dismiss(id)}>
                    Dismiss
                  </Button>
                </li>
              ))}
            </ul>
            {more > 0 && <p className={styles.calm}>and {more} more</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
