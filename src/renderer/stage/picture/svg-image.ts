/** What a style sheet may say of a shape, and what its copy has to say itself. */
const told = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap'],
  ...['stroke-linejoin', 'opacity', 'visibility', 'display', 'paint-order', 'transform', 'transform-origin'],
  ...['font-family', 'font-size', 'font-weight', 'letter-spacing', 'text-anchor', 'dominant-baseline'],
]

/** A drawing as an image of its own: what its page's style sheets and fonts say stands in it. Null where it cannot be read. */
export async function svgImage(svg: SVGSVGElement, font: string): Promise<HTMLImageElement | null> {
  const { width, height } = svg.getBoundingClientRect()
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement) || width === 0 || height === 0) return null
  const copies = [...copy.querySelectorAll('*')]
  for (const [i, element] of [...svg.querySelectorAll('*')].entries()) {
    const twin = copies[i]
    if (!(twin instanceof SVGElement)) continue
    const style = getComputedStyle(element)
    for (const name of told) twin.style.setProperty(name, style.getPropertyValue(name))
    twin.style.transition = 'none'
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.style.overflow = 'visible'
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style')
  style.textContent = font
  copy.prepend(style)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  return image.decode().then(
    () => image,
    () => null,
  )
}

let known: Promise<string> | null = null

/** The page's font as a style sheet that needs no other file; empty where it cannot be had. */
export function embeddedFont(): Promise<string> {
  known ??= readFont().catch(() => '')
  return known
}

async function readFont(): Promise<string> {
  const href = document.querySelector<HTMLLinkElement>('link[rel="preload"][as="font"]')?.href
  if (!href) return ''
  const bytes = new Uint8Array(await (await fetch(href)).arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  const face = `font-family:"Inter Variable";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(binary)})`
  return `@font-face{${face}}@font-face{${face};font-feature-settings:"tnum";unicode-range:U+30-39}`
}
