import { SMALLEST_STAGE } from '../../shared/screens'
import type { Viewport } from '../ui/use-viewport'

/** How the presenter's view is laid out: three columns on a desk, two on a tablet, one and two huge buttons in the hand. */
export type PresenterLayout = 'desk' | 'tablet' | 'hand'

export function presenterLayout({ width, height }: Viewport): PresenterLayout {
  if (width < SMALLEST_STAGE.width || height < SMALLEST_STAGE.height) return 'hand'
  return width >= 1100 && height >= 600 ? 'desk' : 'tablet'
}
