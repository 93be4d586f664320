import type { Locator } from '@playwright/test'
import { encode } from 'uqr'

/** Data codewords at error correction M by version, and the blocks that they stand in. Source: ISO/IEC 18004, tables 7 and 9 */
const capacity: Readonly<Record<number, { readonly codewords: number; readonly blocks: number }>> = {
  1: { codewords: 16, blocks: 1 },
  2: { codewords: 28, blocks: 1 },
  3: { codewords: 44, blocks: 1 },
  4: { codewords: 64, blocks: 2 },
  5: { codewords: 86, blocks: 2 },
  6: { codewords: 108, blocks: 4 },
}

/** Which modules a mask turns over. Source: ISO/IEC 18004, table 10 */
const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Modules of light around a code. */
const QUIET = 4

/** Reads a QR code as a phone does, from its pixels on the screen; it has to be whole, for nothing is corrected. */
export async function readCode(picture: Locator): Promise<string> {
  const png = await picture.screenshot()
  const size = Number((await picture.getAttribute('viewBox'))?.split(' ')[2])
  const dark = await picture.page().evaluate(sampleModules, { png: png.toString('base64'), size, quiet: QUIET })
  return textOf(dark)
}

/** In the page: says of each module of the code whether its middle is dark. */
async function sampleModules({ png, size, quiet }: { png: string; size: number; quiet: number }): Promise<boolean[][]> {
  const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) throw new Error('no canvas')
  context.drawImage(bitmap, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const isDark = (x: number, y: number) => (data[(Math.floor(y) * width + Math.floor(x)) * 4] ?? 255) < 128
  const module = width / size
  const inner = size - 2 * quiet
  const middle = (index: number) => (index + quiet + 0.5) * module
  return Array.from({ length: inner }, (_, y) => Array.from({ length: inner }, (__, x) => isDark(middle(x), middle(y))))
}

function textOf(dark: readonly (readonly boolean[])[]): string {
  const size = dark.length
  const version = (size - 17) / 4
  const shape = capacity[version]
  if (!shape) throw new Error(`a code of ${size} modules is not read here`)
  const at = (x: number, y: number) => dark[y]?.[x] === true
  // Five bits of the format, beside the top left finder: two of the level, three of the mask; all turned over by a mask of their own.
  const format = [0, 1, 2, 3, 4].reduce((bits, x) => (bits << 1) | (at(x, 8) ? 1 : 0), 0) ^ (0x5412 >> 10)
  if (format >> 3 !== 0) throw new Error('only the level M is read here')
  const mask = masks[format & 7]
  // Where a code of this size has no data: finders, timing, alignment, format.
  const { types } = encode('', { ecc: 'M', border: 0, minVersion: version, maxVersion: version })
  const bits: number[] = []
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5 // the timing column is none of a pair
    for (let step = 0; step < size; step++) {
      const up = ((right + 1) & 2) === 0
      const y = up ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        if (types[y]?.[x] === 0) bits.push(at(x, y) !== (mask?.(x, y) ?? false) ? 1 : 0)
      }
    }
  }
  return decodeBytes(inBlockOrder(toBytes(bits), shape))
}

const toBytes = (bits: readonly number[]) =>
  Array.from({ length: Math.floor(bits.length / 8) }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  )

/** The blocks' codewords stand in turn: put one block after the other, without what corrects them. */
function inBlockOrder(codewords: readonly number[], shape: { codewords: number; blocks: number }): number[] {
  const data = codewords.slice(0, shape.codewords)
  return Array.from({ length: shape.blocks }, (_, block) => data.filter((__, i) => i % shape.blocks === block)).flat()
}

/** One segment of bytes, as an address makes it: four bits of mode, eight of length, the text. */
function decodeBytes(codewords: readonly number[]): string {
  const half = (i: number) => (((codewords[i] ?? 0) & 15) << 4) | ((codewords[i + 1] ?? 0) >> 4)
  if ((codewords[0] ?? 0) >> 4 !== 4) throw new Error('only bytes are read here')
  return Buffer.from(Array.from({ length: half(0) }, (_, i) => half(i + 1))).toString('utf8')
}
