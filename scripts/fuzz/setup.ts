import fc from 'fast-check'

// Only `npm run fuzz` loads this: its properties run longer, and from another place each time.
fc.configureGlobal({
  numRuns: Number(process.env.FUZZ_RUNS),
  seed: Number(process.env.FUZZ_SEED),
})
