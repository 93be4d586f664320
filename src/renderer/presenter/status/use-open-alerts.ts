import { useTopic } from '../use-topic'

/** How many alerts are open, as a word for a badge; null where none is. */
export function useOpenAlerts(): string | null {
  const open = useTopic('alert').filter(({ payload }) => !payload.dismissed && payload.severity !== 'info').length
  return open > 0 ? String(open) : null
}
