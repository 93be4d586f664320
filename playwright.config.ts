import { defineConfig } from '@playwright/test'

/** Tests that hold a time or a ratio of times against a limit: nothing else may run beside them. */
const alone = /@alone/

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  projects: [
    { name: 'together', grepInvert: alone, outputDir: 'artifacts/e2e/together' },
    { name: 'alone', grep: alone, outputDir: 'artifacts/e2e/alone' },
  ],
  workers: 1, // of `alone`; `npm test` gives the others more
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A build machine that others load too may miss a time limit once; what needed a second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'artifacts/e2e.json' }]],
})
