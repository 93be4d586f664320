import { machine } from './machine'
import type { Row } from './part'
import { parts } from './parts'
import { table } from './table'

const usage = 'npm run bench -- [PART …] [--json] [--full] [--list]'

/** Runs all parts, or the named ones; the exit status is 2 for a wrong word, 1 where a part failed. A missed goal is no failure. */
export async function main(words: readonly string[]): Promise<number> {
  const flags = words.filter((word) => word.startsWith('--'))
  const names = words.filter((word) => !word.startsWith('--'))
  const known = parts.map(({ name }) => name)
  const wrong = [
    ...flags.filter((flag) => !['--json', '--full', '--list'].includes(flag)),
    ...names.filter((name) => !known.includes(name)),
  ][0]
  if (wrong !== undefined) {
    console.error(`${wrong}: no such part or flag; ${usage}; parts: ${known.join(', ')}`)
    return 2
  }
  if (flags.includes('--list')) {
    for (const { name, what } of parts) console.log(`${name.padEnd(12)} ${what}`)
    return 0
  }
  const note = (text: string) => console.error(`  ${text}`)
  const results: { name: string; what: string; seconds: number; rows: readonly Row[]; error: string | null }[] = []
  for (const { name, what, run } of parts.filter((part) => names.length === 0 || names.includes(part.name))) {
    console.error(`${name}: ${what}`)
    const begun = performance.now()
    let rows: readonly Row[] = []
    let error: string | null = null
    try {
      rows = await run({ full: flags.includes('--full'), note })
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : String(thrown)
      console.error(`${name} failed: ${thrown instanceof Error ? thrown.stack : thrown}`)
    }
    results.push({ name, what, seconds: Math.round((performance.now() - begun) / 1000), rows, error })
  }
  if (flags.includes('--json')) console.log(JSON.stringify({ machine: machine(), parts: results }, null, 2))
  else {
    for (const [key, value] of Object.entries(machine())) console.log(`${key.padEnd(12)} ${value}`)
    for (const { name, what, seconds, rows, error } of results)
      console.log(`\n### ${name} (${seconds} s)\n\n${what}\n\n${error ?? table(rows)}`)
  }
  return results.some(({ error }) => error !== null) ? 1 : 0
}
