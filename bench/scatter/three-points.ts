import { type Contestant, newHost, type Task, waitForPixels } from './contestant'
import { HEIGHT, WIDTH } from './task'

/** As much of three.js as is used here: it is no dependency, and measured where somebody installed it. */
interface Three {
  readonly WebGLRenderer: new (options: {
    antialias: boolean
  }) => {
    readonly domElement: HTMLCanvasElement
    setPixelRatio(ratio: number): void
    setSize(width: number, height: number): void
    render(scene: object, camera: object): void
  }
  readonly Scene: new () => { add(child: object): void }
  readonly Points: new (geometry: object, material: object) => { frustumCulled: boolean }
  readonly BufferGeometry: new () => { setAttribute(name: string, attribute: object): void }
  readonly BufferAttribute: new (data: ArrayLike<number>, size: number, normalized?: boolean) => object
  readonly PointsMaterial: new (options: { size: number; sizeAttenuation: boolean; vertexColors: boolean }) => object
  readonly Camera: new () => {
    matrixWorldAutoUpdate: boolean
    readonly projectionMatrix: { set(...rows: readonly number[]): void }
  }
}

/** `Points` with a `PointsMaterial`: what its documentation says for many points. `url` is where its module is served. */
export async function threePoints({ cloud, colors, view }: Task, url: string): Promise<Contestant> {
  const three = (await import(/* @vite-ignore */ url)) as Three
  const renderer = new three.WebGLRenderer({ antialias: false })
  renderer.setPixelRatio(1)
  renderer.setSize(WIDTH, HEIGHT)
  newHost().append(renderer.domElement)
  const geometry = new three.BufferGeometry()
  geometry.setAttribute('position', new three.BufferAttribute(cloud.positions, 3))
  geometry.setAttribute('color', new three.BufferAttribute(colors, 4, true))
  const material = new three.PointsMaterial({ size: 2, sizeAttenuation: false, vertexColors: true })
  const points = new three.Points(geometry, material)
  points.frustumCulled = false
  const scene = new three.Scene()
  scene.add(points)
  const camera = new three.Camera()
  camera.matrixWorldAutoUpdate = false
  return {
    name: 'three.js Points',
    frames: 12,
    frame(yaw) {
      const { right, down, forward, shift, distance, near, far } = view(yaw)
      const row = (axis: readonly number[], by: number, end: number) => [...axis.map((x) => x * by), end * by]
      const depth = (far + near) / (far - near)
      camera.projectionMatrix.set(
        ...row(right, 2 / WIDTH, shift[0]),
        ...row(down, -2 / HEIGHT, shift[1]),
        ...forward.map((x) => x * depth),
        distance * depth - (2 * far * near) / (far - near),
        ...row(forward, 1, distance),
      )
      renderer.render(scene, camera)
      waitForPixels(renderer.domElement)
    },
  }
}
