import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'artifacts/e2e',
  workers: 1, // first-frame figures are ratios of one run: nothing else may run beside them
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A build machine that others load too may miss a time limit once; what needed a second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'artifacts/e2e.json' }]],
})
