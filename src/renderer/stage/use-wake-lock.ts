import { useEffect } from 'react'

/** Keeps the screen on while the page is seen, where the browser can: a talk has long moments in which nobody touches anything. */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return
    let gone = false
    let lock: WakeLockSentinel | null = null
    let asking = false
    const take = async () => {
      if (document.hidden || asking || (lock && !lock.released)) return
      asking = true
      // Refused on a low battery and off https: the operating system's own setting decides then.
      lock = await navigator.wakeLock.request('screen').catch(() => null)
      asking = false
      if (gone) void lock?.release()
    }
    void take()
    const seen = () => void take() // the browser takes it back whenever the page is hidden
    document.addEventListener('visibilitychange', seen)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', seen)
      void lock?.release()
    }
  }, [wanted])
}
