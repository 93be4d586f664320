import { useEffect, useSyncExternalStore } from 'react'
import type { PictureProps } from '../scene'
import type { Keys } from './keys'
import type { Library } from './library'
import type { Memory } from './memory'
import styles from './scatter.module.css'
import type { EmbeddingView } from './select'
import { variantHere, watchVariant } from './variant'

interface LazyPictureProps extends PictureProps<EmbeddingView> {
  readonly library: Library
  readonly memory: Memory
  readonly keys: Keys
}

/** What of the scatter is in the first bundle: it waits for the rest. The style sheet is here so that nothing has to wait for it. */
export function Picture({ library, memory, keys, view, frame }: LazyPictureProps) {
  const { chunk, cloud, points, failure } = useSyncExternalStore(library.subscribe, library.stock)
  const variant = useSyncExternalStore(watchVariant, variantHere)
  const { snapshot, live } = view
  useEffect(() => {
    library.open(snapshot, variant)
  }, [library, snapshot, variant])
  if (chunk && (cloud || (!snapshot && live.length > 0))) {
    return <chunk.Scatter cloud={cloud} points={points} {...{ view, frame, memory, keys }} />
  }
  return <p className={styles.waiting}>{failure ?? ''}</p>
}
