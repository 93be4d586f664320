import type { Rgb } from '../../ui/color'

/** An opaque colour as a 32-bit view of ImageData holds it: all machines that run browsers are little-endian. */
export function pack(colour: Rgb): number {
  const part = (index: 0 | 1 | 2) => Math.round(colour[index])
  return ((255 << 24) | (part(2) << 16) | (part(1) << 8) | part(0)) >>> 0
}
