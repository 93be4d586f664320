import { Layer, type LayerProps, type UpdateParameters } from '@deck.gl/core'
import type { Buffer, Device, Texture } from '@luma.gl/core'
import { Model } from '@luma.gl/engine'
import { type Cloud, STRIDE } from './cloud'
import { type PointsUniforms, pointsFragment, pointsModule, pointsVertex } from './gpu-shaders'
import type { Look } from './look'
import type { View } from './painter'
import { type Portion, portionOf } from './portion'
import { LEVELS, type Projection } from './projection'

/** What the layer draws next; the painter changes it in place between two frames. */
export interface PointsFrame {
  view: View
  points: number
}

interface PointsLayerProps extends LayerProps {
  readonly frame: PointsFrame
}

/** What is on the GPU of a cloud: positions and codes as binary attributes, uploaded once and as they come. */
interface Uploaded {
  readonly cloud: Cloud
  readonly positions: Buffer
  readonly codes: Buffer
  rows: number
}

/**
 * A deck.gl layer of GL points: one vertex a point, never a quad. Colours are looked up in a texture by the byte of the
 * field, so colouring by another field uploads 64 kB of palette and no point.
 */
export class PointsLayer extends Layer<PointsLayerProps> {
  static override layerName = 'PointsLayer'
  // Not `model`: deck.gl would feed a model of that name its own projection, which this one does not use.
  declare state: { points: Model; palette: Texture; uploaded: Uploaded | null; look: Look | null }

  override initializeState(): void {
    const { device } = this.context
    const palette = device.createTexture({ width: 512, height: LEVELS, format: 'rgba8unorm', sampler: NEAREST })
    this.setState({ palette, points: createModel(device, palette), uploaded: null, look: null })
  }

  override shouldUpdateState({ changeFlags }: UpdateParameters<this>): boolean {
    return changeFlags.propsOrDataChanged
  }

  override draw(): void {
    const { cloud, look, projection } = this.props.frame.view
    const portion = portionOf(this.props.frame.points, cloud.total, projection)
    const { points, palette } = this.state
    this.upload(cloud)
    if (this.state.look !== look) {
      palette.writeData(new Uint8Array(look.palette.buffer), { width: 512, height: LEVELS })
      this.state.look = look
    }
    points.setVertexCount(portion.points)
    points.shaderInputs.setProps({ points: uniforms(look, projection, portion) })
    const { renderPass } = this.context
    // Not the view's rounded CSS size: the picture's own pixels, to the last column.
    renderPass.setParameters({ viewport: [0, 0, projection.width, projection.height] })
    points.draw(renderPass)
  }

  override finalizeState(): void {
    this.state.points.destroy()
    this.state.palette.destroy()
    this.state.uploaded?.positions.destroy()
    this.state.uploaded?.codes.destroy()
  }

  private upload(cloud: Cloud): void {
    let { uploaded } = this.state
    if (uploaded?.cloud !== cloud) {
      uploaded?.positions.destroy()
      uploaded?.codes.destroy()
      const { device } = this.context
      uploaded = {
        cloud,
        positions: device.createBuffer({ byteLength: Math.max(cloud.capacity, 1) * 12 }),
        codes: device.createBuffer({ byteLength: Math.max(cloud.capacity, 1) * STRIDE }),
        rows: 0,
      }
      this.state.uploaded = uploaded
      this.state.points.setAttributes({ positions: uploaded.positions, codes: uploaded.codes })
    }
    if (uploaded.rows === cloud.length) return
    const { rows } = uploaded
    uploaded.positions.write(cloud.positions.subarray(rows * 3, cloud.length * 3), rows * 12)
    uploaded.codes.write(cloud.codes.subarray(rows * STRIDE, cloud.length * STRIDE), rows * STRIDE)
    uploaded.rows = cloud.length
  }
}

const NEAREST = {
  minFilter: 'nearest',
  magFilter: 'nearest',
  addressModeU: 'clamp-to-edge',
  addressModeV: 'clamp-to-edge',
} as const

function createModel(device: Device, palette: Texture): Model {
  return new Model(device, {
    id: 'points',
    vs: pointsVertex,
    fs: pointsFragment,
    modules: [pointsModule],
    topology: 'point-list',
    bufferLayout: [
      { name: 'positions', format: 'float32x3' },
      {
        name: 'codes',
        byteStride: STRIDE,
        attributes: [
          { attribute: 'codesLow', format: 'uint8x4', byteOffset: 0 },
          { attribute: 'codesHigh', format: 'uint8x4', byteOffset: 4 },
        ],
      },
    ],
    bindings: { palette },
    parameters: { depthWriteEnabled: true, depthCompare: 'less', blend: false, cullMode: 'none' },
  })
}

function uniforms(look: Look, view: Projection, { sizes, larger }: Portion): PointsUniforms {
  return {
    right: [...view.right, view.shift[0]],
    down: [...view.down, view.shift[1]],
    forward: [...view.forward, view.distance],
    picture: [view.width, view.height, view.near, view.far],
    middle: [...view.middle, 0, 0],
    sizes: packSizes(sizes),
    field: look.field,
    larger,
  }
}

/** Sizes are below 16: eight a number, four numbers for 32 levels. */
function packSizes(sizes: Uint8Array): [number, number, number, number] {
  const packed: [number, number, number, number] = [0, 0, 0, 0]
  for (const [level, size] of sizes.entries())
    packed[level >> 3] = (packed[level >> 3] ?? 0) | (size << ((level & 7) * 4))
  return packed
}
