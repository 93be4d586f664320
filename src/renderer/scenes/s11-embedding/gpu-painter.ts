import { Deck, OrthographicView } from '@deck.gl/core'
import { luma } from '@luma.gl/core'
import { webgl2Adapter } from '@luma.gl/webgl'
import { type PointsFrame, PointsLayer } from './gpu-layer'
import type { Painter } from './painter'

/**
 * A painter on the GPU. Its canvas stands in `host`, invisible until somebody shows it. `lost` is called once, when the
 * context is gone; the painter is then good for nothing but `dispose`.
 */
export async function createGpuPainter(host: HTMLElement, lost: () => void): Promise<Painter> {
  const canvas = document.createElement('canvas')
  canvas.style.visibility = 'hidden'
  host.prepend(canvas)
  canvas.addEventListener('webglcontextlost', lost, { once: true })
  const discard = () => {
    canvas.removeEventListener('webglcontextlost', lost)
    canvas.remove()
  }
  try {
    return await build(canvas, discard)
  } catch (error) {
    discard()
    throw error
  }
}

async function build(canvas: HTMLCanvasElement, discard: () => void): Promise<Painter> {
  const device = await luma.createDevice({
    type: 'webgl',
    adapters: [webgl2Adapter],
    createCanvasContext: { canvas, autoResize: false, useDevicePixels: false },
    webgl: { antialias: false, powerPreference: 'high-performance' },
  })
  let frame: PointsFrame | null = null
  const deck = new Deck({
    device,
    views: new OrthographicView(),
    controller: false,
    layers: [],
    viewState: { target: [0, 0, 0], zoom: 0 },
  })
  await new Promise<void>((resolve, reject) => deck.setProps({ onLoad: resolve, onError: reject }))
  const context = device.getDefaultCanvasContext()

  const draw: Painter['draw'] = (view, points) => {
    const { width, height } = view.projection
    if (canvas.width !== width || canvas.height !== height) context.setDrawingBufferSize(width, height)
    if (frame) Object.assign(frame, { view, points })
    else {
      frame = { view, points }
      deck.setProps({ layers: [new PointsLayer({ id: 'points', frame, data: [] })] })
    }
    deck.redraw('picture')
  }
  return {
    canvas,
    opening: 1_500_000,
    waits: false,
    draw,
    begin: (view, points) => () => {
      draw(view, points)
      return true
    },
    dispose() {
      deck.finalize()
      device.destroy()
      discard()
    },
  }
}
