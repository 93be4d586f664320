import { useEffect } from 'react'

/** Keeps the screen on while the page is seen, where the browser can: a talk has long moments in which nobody touches anything. */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return
    let gone = false
    let lock: WakeLockSentinel | null = null
    let asking = false
    let missed = false
    const take = async (): Promise<void> => {
      missed ||= asking
      if (document.hidden || asking || (lock && !lock.released)) return
      asking = true
      // Refused on a low battery and off https: the operating system's own setting decides then.
      lock = await navigator.wakeLock.request('screen').catch(() => null)
      asking = false
      const again = missed && !lock && !gone
      missed = false
      if (again) return take() // seen again while the browser was refusing a hidden page
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
