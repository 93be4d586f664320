import { useEffect, useState } from 'react'
import type * as z from 'zod/mini'
import { systemClock } from '../../shared/clock'
import { useDashboard } from '../store/use-dashboard'
import { fetchParsed, untilAnswered } from './fetch-parsed'

/** What a route answers, asked for anew when it is about something else, and when the connection is back, for the server may be another one. Null until it is there; a null path is not asked. */
export function useFetched<T>(path: string | null, schema: z.core.$ZodType<T>, about: string | null = null): T | null {
  const [found, setFound] = useState<T | null>(null)
  const line = useDashboard(({ link }) => (link.phase === 'open' ? link.reconnects : null))
  useEffect(() => {
    if (path === null || line === null) return
    void about // the same path answers differently then
    return untilAnswered(() => fetchParsed(path, schema), setFound, systemClock)
  }, [path, schema, about, line])
  return found
}
