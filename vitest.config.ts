import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', '{bench,scripts}/**/*.test.ts'],
    // Files share a process, and take half the time: what a file leaves behind is a fault that another one shows.
    isolate: false,
    // One more than the smallest machine has cores: some of the tests wait for a program or a clock.
    maxWorkers: 3,
    testTimeout: 15_000,
    // A build machine that others load too may miss a time limit once.
    retry: process.env.CI ? 1 : 0,
    setupFiles: process.env.FUZZ_RUNS ? ['scripts/fuzz/setup.ts'] : [],
  },
})
