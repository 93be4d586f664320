import { useEffect } from 'react'

/** A button that the pointer pressed lets the keys go: Space then means the next scene, not the same button again. */
export function useLetGo(): void {
  useEffect(() => {
    const pressed = ({ detail, target }: MouseEvent) => {
      const button = detail > 0 && target instanceof Element ? target.closest('[data-hands] button') : null
      if (button instanceof HTMLElement) button.blur()
    }
    document.addEventListener('click', pressed)
    return () => document.removeEventListener('click', pressed)
  }, [])
}
