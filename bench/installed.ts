import { fileURLToPath } from 'node:url'

/** File of a package's module; null where it is not installed. For peers that are too large to be dependencies: `npm install --no-save NAME`. */
export function installed(name: string): string | null {
  try {
    return fileURLToPath(import.meta.resolve(name))
  } catch {
    return null
  }
}
