import { useEffect, useState } from 'react'
import { systemClock } from '../../../shared/clock'
import type { Dispose } from '../../../shared/dispose'
import { fetchParsed } from '../fetch-parsed'
import { type Room, roomSchema } from './room'

const EVERY_MS = 2_000

/** The room, asked for again and again while the page is seen; null until the first answer and while there is none. */
export function useRoom(): Room | null {
  const [room, setRoom] = useState<Room | null>(null)
  useEffect(() => {
    let gone = false
    let cancel: Dispose = () => {}
    const look = async () => {
      const found = document.hidden ? null : await fetchParsed('/api/room', roomSchema)
      if (gone) return
      if (!document.hidden) setRoom(found)
      cancel = systemClock.after(EVERY_MS, look)
    }
    void look()
    return () => {
      gone = true
      cancel()
    }
  }, [])
  return room
}
