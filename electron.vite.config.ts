import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { firstScript } from './scripts/build/first-script'
import { savedPages } from './scripts/build/saved-pages'
import { sourcesDigest } from './scripts/build/sources-digest'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      target: 'node20',
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          node: at('src/main/node.ts'),
          'parquet-worker': at('src/main/feeders/parquet/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload is loaded by `require`, whatever package.json says of modules.
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    // The page always stands at the server's root, also for a deep link.
    base: '/',
    publicDir: false,
    plugins: [react(), firstScript('head-start'), savedPages(import.meta.dirname), sourcesDigest(import.meta.dirname)],
    build: {
      // Those who watch: current Chromium and Firefox, Safari 17; all of them know this.
      target: 'es2022',
      minify: true,
      manifest: true,
      // The scatter's GPU painter, which is fetched apart and after the first frame.
      chunkSizeWarningLimit: 700,
      // The page's policy allows nothing inline.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: at('src/renderer/index.html') },
        output: { codeSplitting: { groups: [{ name: 'head-start', test: /[\\/]renderer[\\/]head-start\.ts$/ }] } },
      },
    },
  },
})
