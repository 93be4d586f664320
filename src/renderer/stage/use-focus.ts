import { useEffect, useState } from 'react'

/** A moment between two windows, in which none has the focus. */
const BETWEEN_MS = 400

/** True where key presses reach this page, or another one of this talk in the same browser. */
export function useFocus(): boolean {
  const [focused, setFocused] = useState(() => document.hasFocus())
  useEffect(() => {
    const windows = new BroadcastChannel('lectern-focus')
    const listening = new AbortController()
    const { signal } = listening
    let timer = 0
    const tell = (word: 'mine' | 'lost') => windows.postMessage(word)
    const mine = () => {
      clearTimeout(timer)
      setFocused(true)
    }
    const lost = () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => setFocused(document.hasFocus()), BETWEEN_MS)
    }
    window.addEventListener('focus', () => (mine(), tell('mine')), { signal })
    window.addEventListener('blur', () => (lost(), tell('lost')), { signal })
    window.addEventListener('pagehide', () => tell('lost'), { signal })
    windows.addEventListener('message', ({ data }) => {
      if (data === 'who') return document.hasFocus() && tell('mine')
      if (data === 'mine') mine()
      if (data === 'lost') lost()
    })
    tell(document.hasFocus() ? 'mine' : 'lost')
    windows.postMessage('who')
    return () => {
      clearTimeout(timer)
      listening.abort()
      windows.close()
    }
  }, [])
  return focused
}
