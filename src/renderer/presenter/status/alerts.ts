import type { Payload } from '../../../shared/topics'

type Alert = Payload<'alert'>

/** Alerts of one source. */
export interface AlertGroup {
  readonly source: string
  /** Of its worst. */
  readonly severity: Alert['severity']
  /** How often something was raised, over all of them. */
  readonly count: number
  readonly alerts: readonly Alert[]
  /** Those that are not listed. */
  readonly more: number
}

/** Alerts of a group that are listed, and groups. */
const LISTED = 5
const GROUPS = 8

const gravity = { info: 0, warning: 1, error: 2, critical: 3 } as const

/** Open alerts by their source: the gravest first, and of equals the newest. Dismissed ones are gone. */
export function groupAlerts(alerts: readonly Alert[]): readonly AlertGroup[] {
  const bySource = new Map<string, Alert[]>()
  for (const alert of alerts.toReversed()) {
    if (!alert.dismissed) bySource.set(alert.source, [...(bySource.get(alert.source) ?? []), alert])
  }
  const groups = [...bySource].map(([source, all]) => {
    const sorted = all.toSorted((a, b) => gravity[b.severity] - gravity[a.severity])
    return {
      source,
      severity: sorted[0]?.severity ?? 'info',
      count: all.reduce((sum, { count }) => sum + count, 0),
      alerts: sorted.slice(0, LISTED),
      more: Math.max(0, all.length - LISTED),
    }
  })
  return groups.toSorted((a, b) => gravity[b.severity] - gravity[a.severity]).slice(0, GROUPS)
}
