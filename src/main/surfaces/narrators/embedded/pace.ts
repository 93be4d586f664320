import type { Clock } from '../../../../shared/clock'

/** As fast as one reads along, and slow enough that stopping makes sense. */
const WORDS_PER_S = 15

/** A text word by word, at reading pace; ends silently when `signal` aborts. Joined, the words are the text. */
export async function* pace(text: string, clock: Clock, signal: AbortSignal): AsyncIterable<string> {
  for (const word of text.match(/\s*\S+\s*?(?=\s|$)/g) ?? []) {
    await wait(1000 / WORDS_PER_S, clock, signal)
    if (signal.aborted) return
    yield word
  }
}

function wait(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const stop = () => {
      cancel()
      resolve()
    }
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
    signal.addEventListener('abort', stop, { once: true })
  })
}
