import type { Painter, View } from './painter'
import { portionOf, type Span, spansOf } from './portion'
import { clear, createRaster, type Raster, splat, splatShapes } from './splat'

interface Sheet {
  readonly image: ImageData
  readonly raster: Raster
  readonly shapes: readonly Int32Array[]
}

/** Points between two looks at the clock. */
const PART = 16_384

/** Paints on the processor. */
export function createSoftwarePainter(): Painter {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { alpha: false })
  let sheet: Sheet | null = null

  /** The picture in the making: what the canvas shows is a copy, so half of one is never seen. */
  const cleared = ({ look, projection: { width, height } }: View): Sheet => {
    if (sheet?.raster.width !== width || sheet.raster.height !== height) sheet = newSheet(width, height)
    clear(sheet.raster, look.background)
    return sheet
  }
  const paint = ({ raster, shapes }: Sheet, { cloud, look, projection }: View, span: Span) =>
    splat(raster, shapes, cloud, look, projection, span)
  const show = ({ image }: Sheet) => {
    if (canvas.width !== image.width || canvas.height !== image.height) {
      canvas.width = image.width
      canvas.height = image.height
    }
    context?.putImageData(image, 0, 0)
  }

  return {
    canvas,
    opening: 150_000,
    waits: true,
    draw(view, points) {
      const fresh = cleared(view)
      for (const span of spans(view, points)) paint(fresh, view, span)
      show(fresh)
    },
    begin(view, points) {
      const fresh = cleared(view)
      const parts = spans(view, points).flatMap(inParts)
      let next = 0
      return (ms) => {
        const ends = performance.now() + ms
        while (next < parts.length && performance.now() < ends) {
          const part = parts[next++]
          if (part) paint(fresh, view, part)
        }
        if (next < parts.length) return false
        show(fresh)
        return true
      }
    },
    dispose() {
      sheet = null
      canvas.remove()
    },
  }
}

const spans = ({ cloud, projection }: View, points: number) => spansOf(portionOf(points, cloud.total, projection))

function inParts({ from, to, sizes }: Span): Span[] {
  return Array.from({ length: Math.ceil((to - from) / PART) }, (_, i) => {
    const begins = from + i * PART
    return { from: begins, to: Math.min(begins + PART, to), sizes }
  })
}

function newSheet(width: number, height: number): Sheet {
  const image = new ImageData(width, height)
  const raster = createRaster(width, height, new Uint32Array(image.data.buffer))
  return { image, raster, shapes: splatShapes(width) }
}
