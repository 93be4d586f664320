import type { Painter } from './painter'
import { createRaster, type Raster, splat, splatShapes } from './splat'

interface Sheet {
  readonly image: ImageData
  readonly raster: Raster
  readonly shapes: readonly Int32Array[]
}

/** Paints on the processor. `every` leaves out all but each n-th point, for small pictures. */
export function createSoftwarePainter(every = 1): Painter {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { alpha: false })
  let sheet: Sheet | null = null

  return {
    canvas,
    draw(cloud, look, projection) {
      const { width, height } = projection
      if (!sheet || sheet.raster.width !== width || sheet.raster.height !== height) {
        canvas.width = width
        canvas.height = height
        sheet = newSheet(width, height)
      }
      splat(sheet.raster, sheet.shapes, cloud, look, projection, every)
      context?.putImageData(sheet.image, 0, 0)
    },
    dispose() {
      sheet = null
      canvas.remove()
    },
  }
}

function newSheet(width: number, height: number): Sheet {
  const image = new ImageData(width, height)
  const raster = createRaster(width, height, new Uint32Array(image.data.buffer))
  return { image, raster, shapes: splatShapes(width) }
}
