import { actionOf, digitOf, type KeyPress } from './keymap'
import type { Navigation, NavigationEvent } from './navigation'

/** What a key press does to the navigation; null where it does nothing. `columns` is the width of the overview's grid. */
export function eventOfKey(press: KeyPress, at: Navigation, columns: number): NavigationEvent | null {
  const action = actionOf(press, at.mode)
  switch (action) {
    case null:
      return null
    case 'digit':
      return { type: 'digit', digit: digitOf(press) }
    case 'go':
      return at.digits === '' ? null : { type: 'enter' }
    case 'left':
      return { type: 'move', by: -1 }
    case 'right':
      return { type: 'move', by: 1 }
    case 'up':
      return { type: 'move', by: -columns }
    case 'down':
      return { type: 'move', by: columns }
    default:
      return { type: action }
  }
}

/** True where the key belongs to what has the focus: a field takes every key, a button those that press it. */
export function belongsToFocus(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('input, textarea, select, [contenteditable="true"]')) return true
  return (key === 'Enter' || key === ' ') && target.closest('button, a[href], [role="button"], summary') !== null
}
