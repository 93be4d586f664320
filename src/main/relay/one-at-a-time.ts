/** Does one after the other; of those that come meanwhile the newest alone is done, for it says all that they said. */
export function oneAtATime<T extends object>(work: (one: T) => Promise<void>): (one: T) => void {
  let busy = false
  let newest: T | null = null
  const go = async () => {
    busy = true
    try {
      for (let one = newest; one; one = newest) {
        newest = null
        await work(one)
      }
    } finally {
      busy = false // here, and not in a callback of the promise: what comes between the two would not be done
    }
  }
  return (one) => {
    newest = one
    if (!busy) void go()
  }
}
