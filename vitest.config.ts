import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', '{bench,scripts}/**/*.test.ts'],
    // Two workers are what the smallest machine runs at full speed; more only make timing worse there.
    maxWorkers: 2,
    testTimeout: 15_000,
    // A build machine that others load too may miss a time limit once.
    retry: process.env.CI ? 1 : 0,
    setupFiles: process.env.FUZZ_RUNS ? ['scripts/fuzz/setup.ts'] : [],
  },
})
