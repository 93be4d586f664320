/** A sentence for who runs the program; standard output is for what a command makes. */
export function say(sentence: string): void {
  process.stderr.write(`lectern: ${sentence}\n`)
}
