import { Deck, OrbitView } from '@deck.gl/core'
import { PointCloudLayer } from '@deck.gl/layers'
import { type Contestant, newHost, type Task, waitForPixels } from './contestant'
import { HEIGHT, WIDTH } from './task'

/** deck.gl's own layer for points: an instanced triangle a point. */
export async function pointCloudLayer({ cloud, colors }: Task): Promise<Contestant> {
  const canvas = document.createElement('canvas')
  newHost().append(canvas)
  const data = {
    length: cloud.length,
    attributes: { getPosition: { value: cloud.positions, size: 3 }, getColor: { value: colors, size: 4 } },
  }
  const layer = new PointCloudLayer({ id: 'peer', data, pointSize: 1, material: false })
  const viewState = (yaw: number) => ({ target: [0, 0, 0] as [number, number, number], rotationOrbit: yaw, zoom: 4.4 })
  const deck = await new Promise<Deck<OrbitView>>((resolve, reject) => {
    const made: Deck<OrbitView> = new Deck({
      canvas,
      width: WIDTH,
      height: HEIGHT,
      views: new OrbitView(),
      viewState: viewState(0),
      layers: [layer],
      useDevicePixels: false,
      deviceProps: { type: 'webgl', webgl: { antialias: false } },
      onLoad: () => resolve(made),
      onError: reject,
    })
  })
  return {
    name: "deck.gl's PointCloudLayer",
    frames: 3,
    frame(yaw) {
      deck.setProps({ viewState: viewState((yaw * 180) / Math.PI) })
      deck.redraw('bench')
      waitForPixels(canvas)
    },
  }
}
