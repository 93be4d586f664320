import { useEffect, useState } from 'react'

/** A moment between two windows, in which none has the focus. */
const BETWEEN_MS = 400

/** True where key presses reach this page, or another one of this talk in the same browser. */
export function useFocus(): boolean {
  const [focused, setFocused] = useState(true)
  useEffect(() => {
    const windows = new BroadcastChannel('lectern-focus')
    const listening = new AbortController()
    const { signal } = listening
    let timer = 0
    const mine = () => {
      clearTimeout(timer)
      setFocused(true)
    }
    const lost = () => {
      clearTimeout(timer)
      windows.postMessage('who')
      timer = window.setTimeout(() => setFocused(document.hasFocus()), BETWEEN_MS)
    }
    const changed = () => {
      if (document.hasFocus()) mine()
      else lost()
      windows.postMessage(document.hasFocus() ? 'mine' : 'lost')
    }
    window.addEventListener('focus', changed, { signal })
    window.addEventListener('blur', changed, { signal })
    window.addEventListener('pagehide', () => windows.postMessage('lost'), { signal })
    windows.addEventListener('message', ({ data }) => {
      if (data === 'mine') mine()
      if (data === 'lost') lost()
      if (data === 'who' && document.hasFocus()) windows.postMessage('mine')
    })
    if (document.hasFocus()) windows.postMessage('mine')
    else lost()
    return () => {
      clearTimeout(timer)
      listening.abort()
      windows.close()
    }
  }, [])
  return focused
}
