import fc from 'fast-check'

/** How long a fuzz test runs: seeded, so that a check fails for everybody or for nobody; `npm run fuzz` says otherwise. */
export function rounds(runs: number): { readonly seed: number; readonly numRuns: number } {
  const { seed = 20_261_121, numRuns = runs } = fc.readConfigureGlobal()
  return { seed, numRuns }
}
