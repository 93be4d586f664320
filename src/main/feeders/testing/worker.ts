import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../../../..')

/** Bundles the real worker, inside the project so that it finds the project's packages. */
export async function buildWorker(): Promise<() => Worker> {
  const outDir = join(root, 'node_modules', '.cache', 'lectern-worker')
  const external = ['parquet-wasm', 'apache-arrow', /^node:/]
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: 'src/main/feeders/parquet/worker.ts',
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { external, output: { entryFileNames: 'worker.mjs' } },
    },
  })
  return () => new Worker(join(outDir, 'worker.mjs'))
}
