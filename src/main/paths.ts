import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's folder: the nearest one above the running file that has a package.json (the bundler decides how deep that file lies). */
function findPackage(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('the program does not lie in its package')
  return findPackage(parent)
}

export const packageRoot = findPackage(dirname(fileURLToPath(import.meta.url)))
/** Files that are watched lie beside a packaged program's archive, not in it. */
export const resourcesDir = join(packageRoot.replace(/\.asar$/, '.asar.unpacked'), 'resources')
export const rendererDir = join(packageRoot, 'out', 'renderer')
/** Scripts and styles of the pages that `lectern export --html` writes. */
export const savedDir = join(packageRoot, 'out', 'saved')
export const parquetWorker = join(packageRoot, 'out', 'main', 'parquet-worker.js')
