import { drawElement } from './draw-element'
import { embeddedFont, svgImage } from './svg-image'

/** Pixels of the picture to a CSS pixel: sharp on paper too. */
const SCALE = 2
/** Under the picture, in CSS pixels: whose it is, and of when. */
const FOOTER = 36

/** Saves what is shown, with the talk's title and the time, and says in a sentence what came of it. */
export async function takePicture(title: string): Promise<string> {
  const shown = [...document.querySelectorAll('[data-layout="overview"], [data-scene]')].find(
    (one) => !one.closest('[inert]'),
  )
  if (!shown) return 'There is nothing to take a picture of'
  const now = new Date()
  const canvas = await paint(shown, title, now)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) return 'The picture could not be made: try it again'
  const name = `lectern-${shown.getAttribute('data-scene') ?? 'overview'}-${stamp(now)}.png`
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  return `Saved ${name}`
}

async function paint(shown: Element, title: string, now: Date): Promise<HTMLCanvasElement> {
  const font = await embeddedFont()
  const svgs = [...shown.querySelectorAll('svg')].filter((svg) => !svg.parentElement?.closest('svg'))
  const drawings = new Map(await Promise.all(svgs.map(async (svg) => [svg, await svgImage(svg, font)] as const)))
  const box = shown.getBoundingClientRect()
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(box.width * SCALE)
  canvas.height = Math.round((box.height + FOOTER) * SCALE)
  const context = canvas.getContext('2d')
  if (!context) return canvas
  const { backgroundColor, color, fontFamily } = getComputedStyle(document.body)
  context.fillStyle = backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(SCALE, SCALE)
  context.save()
  context.translate(-box.left, -box.top)
  // What a GPU has painted is there to be read only until the task ends in which it was painted.
  for (const one of shown.querySelectorAll('canvas')) one.dispatchEvent(new Event('paintnow', { bubbles: true }))
  drawElement(context, shown, drawings)
  context.restore()
  context.fillStyle = color
  context.font = `500 15px ${fontFamily}`
  context.textBaseline = 'middle'
  const line = box.height + FOOTER / 2
  context.fillText(title, 16, line)
  context.textAlign = 'right'
  context.fillText(now.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }), box.width - 16, line)
  return canvas
}

/** `20260930-141502`, by this machine's clock. */
function stamp(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`
}
