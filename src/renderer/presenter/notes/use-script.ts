import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import { systemClock } from '../../../shared/clock'
import type { Dispose } from '../../../shared/dispose'
import { useDashboard } from '../../store/use-dashboard'
import { fetchParsed } from '../fetch-parsed'

const scriptSchema = z.object({
  scenes: z.array(z.object({ scene: z.number(), notes: z.optional(z.string()), plan: z.optional(z.number()) })),
})
/** What the presenter alone sees of each scene. */
export type Script = z.infer<typeof scriptSchema>['scenes']

const AGAIN_MS = 3_000

/** Notes and plan; asked for again when the connection is back, for the server may be another one. Empty until they are there. */
export function useScript(): Script {
  const [script, setScript] = useState<Script>([])
  const open = useDashboard(({ link }) => link.phase === 'open')
  useEffect(() => {
    if (!open) return
    let gone = false
    let cancel: Dispose = () => {}
    const look = async () => {
      const found = await fetchParsed('/api/talk', scriptSchema)
      if (gone) return
      if (found) setScript(found.scenes)
      else cancel = systemClock.after(AGAIN_MS, look)
    }
    void look()
    return () => {
      gone = true
      cancel()
    }
  }, [open])
  return script
}
