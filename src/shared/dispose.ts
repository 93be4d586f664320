/** The undo of something that was started. Calling it again does nothing. */
export type Dispose = () => void

/** Makes `undo` idempotent. */
export function once(undo: () => void): Dispose {
  let done = false
  return () => {
    if (done) return
    done = true
    undo()
  }
}

/** One undo for several, run in reverse order of starting. */
export function disposeAll(undos: readonly Dispose[]): Dispose {
  return once(() => {
    for (const undo of [...undos].reverse()) undo()
  })
}
