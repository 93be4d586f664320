import { type Action, digitOf, type KeyPress } from './keymap'
import type { Navigation, NavigationEvent } from './navigation'

/** What an action does to the navigation; null where it is none of its business. `columns` is the width of the overview's grid. */
export function navigationOf(
  action: Action,
  press: Pick<KeyPress, 'code' | 'key'>,
  at: Navigation,
  columns: number,
): NavigationEvent | null {
  switch (action) {
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
    case 'next':
    case 'previous':
    case 'first':
    case 'last':
    case 'overview':
    case 'enter':
      return { type: action }
    default:
      return null
  }
}

const repeatable: ReadonlySet<Action> = new Set<Action>([
  ...(['next', 'previous', 'left', 'right', 'up', 'down'] as const),
  ...(['turn-left', 'turn-right', 'turn-up', 'turn-down', 'nearer', 'farther'] as const),
])

/** False for the repeats of a held key that would undo what its first press did. */
export function countsWhenHeld(action: Action): boolean {
  return repeatable.has(action)
}

/** True where the key belongs to what has the focus: a field takes every key, a button those that press it. */
export function belongsToFocus(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('input, textarea, select, [contenteditable="true"]')) return true
  return (key === 'Enter' || key === ' ') && target.closest('button, a[href], [role="button"], summary') !== null
}
