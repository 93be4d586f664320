/** Red, green, blue from 0 to 255. */
export type Rgb = readonly [number, number, number]

/** Of `#rrggbb`. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

export function hex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** `share` of 1 is all of `b`. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share]
}

/** An opaque colour as a 32-bit view of ImageData holds it: all machines that run browsers are little-endian. */
export function pack(colour: Rgb): number {
  const part = (index: 0 | 1 | 2) => Math.round(colour[index])
  return ((255 << 24) | (part(2) << 16) | (part(1) << 8) | part(0)) >>> 0
}
