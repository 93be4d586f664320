import { z } from 'zod'

const viteManifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    src: z.string().optional(),
    isEntry: z.boolean().optional(),
    dynamicImports: z.array(z.string()).optional(),
    imports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
)
type Manifest = z.infer<typeof viteManifest>

/** Addresses of what a part of the page needs beyond what the page loads anyway. */
export interface ChunkLinks {
  readonly modules: readonly string[]
  readonly styles: readonly string[]
}

/**
 * What Vite's manifest says of the page's own dynamic imports whose source path contains `part`; what those import
 * dynamically in turn is for later, and not named.
 * Nothing where the manifest is missing, of another form, or does not know the part: the page then loads it itself.
 * Source: https://vite.dev/guide/backend-integration
 */
export function chunkLinks(manifest: unknown, part: string): ChunkLinks {
  const result = viteManifest.safeParse(manifest)
  if (!result.success) return { modules: [], styles: [] }
  const chunks = result.data
  const entries = Object.keys(chunks).filter((key) => chunks[key]?.isEntry === true)
  const page = reach(chunks, entries)
  const roots = entries.flatMap((key) => chunks[key]?.dynamicImports ?? []).filter((key) => key.includes(part))
  const needed = [...reach(chunks, roots)].filter((key) => !page.has(key)).flatMap((key) => chunks[key] ?? [])
  const styles = new Set(needed.flatMap((chunk) => chunk.css ?? []))
  return {
    modules: needed.map((chunk) => `/${chunk.file}`),
    styles: [...styles].map((file) => `/${file}`),
  }
}

/** The chunks that these import statically, and they themselves. */
function reach(chunks: Manifest, from: readonly string[]): ReadonlySet<string> {
  const found = new Set(from)
  for (const key of found) for (const next of chunks[key]?.imports ?? []) found.add(next) // a Set's walk sees what is added
  return found
}
