/** Whoever waits for the answer to what was sent last; answers come in order. */
export function createAnswers(): { next(): Promise<void>; came(): void } {
  const waiting: (() => void)[] = []
  return {
    next: () => new Promise((resolve) => waiting.push(resolve)),
    came: () => waiting.shift()?.(),
  }
}
