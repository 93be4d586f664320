/** Renderers that draw on the processor: there the software painter is faster. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i

export function isSoftwareRenderer(renderer: string): boolean {
  return SOFTWARE.test(renderer)
}

/** Whether WebGL2 is there and runs on a real GPU. Costs a context for a moment: ask once, after the first frame. */
export function hasGpu(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true })
  if (!gl) return false
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return !isSoftwareRenderer(String(renderer))
}
