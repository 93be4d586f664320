import { useEffect } from 'react'
import type { Choice } from './choice'
import { fields } from './cloud'

/** `c` colours by the next field, with Shift by the one before. */
export function useFieldKey(active: boolean, choice: Choice, choose: (choice: Choice) => void): void {
  useEffect(() => {
    if (!active) return
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyC' || event.ctrlKey || event.metaKey || event.altKey || isEdited(event.target)) return
      const step = event.shiftKey ? fields.length - 1 : 1
      const field = fields[(fields.indexOf(choice.field) + step) % fields.length] ?? choice.field
      choose({ ...choice, field, hidden: new Set() })
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}

function isEdited(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  )
}
