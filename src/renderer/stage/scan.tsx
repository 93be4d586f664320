import { encode } from 'uqr'

/** Modules of light around the code: scanners need four. */
const QUIET = 4

/** An address for cameras. */
export function Scan({ url }: { readonly url: string }) {
  const { size, data } = encode(url, { ecc: 'M', border: QUIET })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? `M${x} ${y}h1v1h-1z` : [])))
  return (
    <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={`QR code of ${url}`}>
      <path d={dark.join('')} fill="#000" />
    </svg>
  )
}
