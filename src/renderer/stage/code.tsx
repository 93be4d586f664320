import { encode } from 'uqr'
import type { Page } from '../boot'
import styles from './layer.module.css'

/** Modules of light around the code: scanners need four. */
const QUIET = 4

/** The audience's address, for cameras and for eyes; or why there is none. */
export function Code({ join, close }: { readonly join: Page['join']; readonly close: () => void }) {
  return (
    <div className={styles.shade} data-layer="code" onPointerDown={close}>
      <section className={`${styles.panel} ${styles.code}`} aria-label="The audience’s address">
        {'url' in join ? <Scan url={join.url} /> : <p className={styles.why}>{join.why}</p>}
      </section>
    </div>
  )
}

function Scan({ url }: { readonly url: string }) {
  const { size, data } = encode(url, { ecc: 'M', border: QUIET })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? `M${x} ${y}h1v1h-1z` : [])))
  return (
    <>
      <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={`QR code of ${url}`}>
        <path d={dark.join('')} fill="#000" />
      </svg>
      <p className={styles.address}>{spoken(url)}</p>
    </>
  )
}

/** What of an address a person reads out: a token is for cameras. */
function spoken(url: string): string {
  const { host, pathname, search } = new URL(url)
  return search ? host : `${host}${pathname === '/' ? '' : pathname}`
}
