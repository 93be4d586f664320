import { type Contestant, newHost, type Task, waitForPixels } from './contestant'
import { HEIGHT, WIDTH } from './task'

const vertex = `#version 300 es
in vec3 position;
in vec4 color;
uniform vec4 right, down, forward, picture;
out vec4 vColor;
void main() {
  float w = dot(forward.xyz, position) + forward.w;
  float depth = (w - picture.z) / (picture.w - picture.z) * 2.0 - 1.0;
  vec2 place = vec2(dot(right.xyz, position) + right.w, -dot(down.xyz, position) - down.w) / w / picture.xy * 2.0;
  gl_Position = vec4(place, depth, 1.0);
  gl_PointSize = 2.0;
  vColor = color;
}`
const fragment = `#version 300 es
precision mediump float;
in vec4 vColor;
out vec4 fragColor;
void main() { fragColor = vColor; }`

/** The least that WebGL2 can do for points: two attributes, one draw call, square points of two pixels. */
export function rawWebgl({ cloud, colors, view }: Task): Contestant {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  newHost().append(canvas)
  const gl = canvas.getContext('webgl2', { antialias: false })
  if (!gl) throw new Error('no WebGL2')
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type)
    if (!shader) throw new Error('no shader')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  gl.useProgram(program)
  const feed = (name: string, data: Float32Array | Uint8Array, size: number, type: number, normalized: boolean) => {
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW)
    const at = gl.getAttribLocation(program, name)
    gl.enableVertexAttribArray(at)
    gl.vertexAttribPointer(at, size, type, normalized, 0, 0)
  }
  feed('position', cloud.positions, 3, gl.FLOAT, false)
  feed('color', colors, 4, gl.UNSIGNED_BYTE, true)
  const set = (name: string, x: readonly number[], w: number) =>
    gl.uniform4f(gl.getUniformLocation(program, name), x[0] ?? 0, x[1] ?? 0, x[2] ?? 0, w)
  gl.enable(gl.DEPTH_TEST)
  return {
    name: 'raw WebGL2 points',
    frames: 12,
    frame(yaw) {
      const { right, down, forward, shift, distance, near, far } = view(yaw)
      set('right', right, shift[0])
      set('down', down, shift[1])
      set('forward', forward, distance)
      set('picture', [WIDTH, HEIGHT, near], far)
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT)
      gl.drawArrays(gl.POINTS, 0, cloud.length)
      waitForPixels(canvas)
    },
  }
}
