import { type CSSProperties, useLayoutEffect, useRef } from 'react'
import { precise } from './measure-text'
import { usePixelRatio } from './use-pixel-ratio'

export interface CanvasProps {
  /** CSS pixels. */
  readonly width: number
  /** CSS pixels. */
  readonly height: number
  /**
   * Draws in CSS pixels onto a cleared canvas. Called in every commit in which it is another function than before,
   * before the browser paints: give it by `useCallback`.
   */
  paint(context: CanvasRenderingContext2D, width: number, height: number): void
  readonly className?: string
  readonly style?: CSSProperties
}

/** A canvas as sharp as the screen, whose first frame is painted in React's own commit. */
export function Canvas({ width, height, paint, className, style }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const ratio = usePixelRatio()
  useLayoutEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    const pixels = { width: Math.round(width * ratio), height: Math.round(height * ratio) }
    if (canvas.width !== pixels.width || canvas.height !== pixels.height) Object.assign(canvas, pixels)
    precise(context) // a canvas of another size has forgotten it
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    paint(context, width, height)
  }, [width, height, ratio, paint])
  return <canvas ref={ref} className={className} style={{ ...style, display: 'block', width, height }} />
}
