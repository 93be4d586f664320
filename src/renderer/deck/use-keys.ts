import { useEffect, useRef } from 'react'
import { type Action, actionOf, type KeyContext } from './keymap'
import { belongsToFocus, countsWhenHeld } from './take-key'

/** Calls `act` for every key press that the table knows. */
export function useKeys(context: KeyContext, act: (action: Action, press: KeyboardEvent) => void): void {
  const latest = useRef({ context, act })
  latest.current = { context, act }
  useEffect(() => {
    const pressed = (press: KeyboardEvent) => {
      if (press.defaultPrevented || belongsToFocus(press.target, press.key)) return
      const action = actionOf(press, latest.current.context)
      if (!action) return
      press.preventDefault()
      if (!press.repeat || countsWhenHeld(action)) latest.current.act(action, press)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}
