import { crc32, deflateSync } from 'node:zlib'

/** A picture: three bytes a pixel, row after row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** The colours of the pixels from row `from` to before row `to`, each once, as `#rrggbb`. */
export function coloursOf({ width, rgb }: Pixels, from: number, to: number): ReadonlySet<string> {
  const found = new Set<number>()
  for (let at = from * width * 3; at < to * width * 3; at += 3) {
    found.add(((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0))
  }
  return new Set([...found].map((colour) => `#${colour.toString(16).padStart(6, '0')}`))
}

/** As a PNG file. Source: https://www.w3.org/TR/png-3/ */
export function pngOf({ width, height, rgb }: Pixels): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8) // eight bits a channel, red, green and blue
  const rows = Buffer.alloc(height * (width * 3 + 1)) // each row begins with its filter: none
  for (let y = 0; y < height; y++) rows.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  frame.set(body, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}
