/** The last few values that were asked for, by key; a value that is being made is made once. */
export function createLru<V>(limit: number, make: (key: number) => Promise<V>): (key: number) => Promise<V> {
  const held = new Map<number, Promise<V>>()
  return (key) => {
    const value = held.get(key) ?? make(key)
    held.delete(key)
    held.set(key, value) // at the end: past the limit the longest unused goes
    value.catch(() => held.delete(key))
    for (const oldest of held.keys()) {
      if (held.size <= limit) break
      held.delete(oldest)
    }
    return value
  }
}
