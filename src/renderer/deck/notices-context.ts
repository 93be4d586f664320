import { createContext, useContext, useSyncExternalStore } from 'react'
import { systemClock } from '../../shared/clock'
import { createNotices, type Notices } from './notices'

export const NoticesContext = createContext<Notices>(createNotices(systemClock))

/** What is being said; null while nothing is. */
export function useNotice(): string | null {
  const notices = useContext(NoticesContext)
  return useSyncExternalStore(notices.subscribe, notices.read)
}
