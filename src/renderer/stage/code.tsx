import { type ComponentType, useEffect, useState } from 'react'
import type { Page } from '../boot'
import styles from './layer.module.css'

/** The audience's address, for cameras and for eyes; or why there is none. */
export function Code({ join, close }: { readonly join: Page['join']; readonly close: () => void }) {
  return (
    <div className={styles.shade} data-layer="code" onPointerDown={close}>
      <section className={`${styles.panel} ${styles.code}`} aria-label="The audience’s address">
        {'url' in join ? <Address url={join.url} /> : <p className={styles.why}>{join.why}</p>}
      </section>
    </div>
  )
}

function Address({ url }: { readonly url: string }) {
  const scan = useScan()
  const Scan = typeof scan === 'string' ? null : scan.Scan
  return (
    <>
      {Scan && <Scan url={url} />}
      <p className={styles.address}>{scan === 'missing' ? url : spoken(url)}</p>
    </>
  )
}

type Chunk = { readonly Scan: ComponentType<{ readonly url: string }> }

const load = () => import('./scan')

/** Fetches ahead what draws the code: a browser may remember for the page's life that it could not be had. */
export const fetchScan = (): void => void load().catch(() => {})

/** What draws the code: a chunk of its own, which a server that is away or of another build does not give. */
function useScan(): Chunk | 'coming' | 'missing' {
  const [scan, setScan] = useState<Chunk | 'coming' | 'missing'>('coming')
  useEffect(() => {
    let gone = false
    const show = (found: Chunk | 'missing') => {
      if (!gone) setScan(found)
    }
    load().then(show, () => show('missing'))
    return () => {
      gone = true
    }
  }, [])
  return scan
}

/** What of an address a person reads out: a token is for cameras. */
function spoken(url: string): string {
  const { host, pathname, search } = new URL(url)
  return search ? host : `${host}${pathname === '/' ? '' : pathname}`
}
