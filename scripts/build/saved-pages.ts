import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'

/** The scripts of saved pages by the files that they begin with. */
const entries = { pages: 'pages.ts', embedding: 'embedding-page.ts' }

/**
 * Builds what `lectern export --html` puts into its pages, beside the renderer: a page that was opened as a file may
 * load no module, so each script is one piece with all it will ever need, and the style has the font in it. `root` is the project's folder.
 */
export function savedPages(root: string): Plugin {
  return {
    name: 'lectern:saved-pages',
    apply: 'build',
    async closeBundle() {
      for (const [name, file] of Object.entries(entries)) await buildEntry(root, name, file)
    },
  }
}

async function buildEntry(root: string, name: string, file: string): Promise<void> {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out', 'saved'),
      emptyOutDir: false,
      target: 'es2022',
      minify: true,
      cssCodeSplit: false,
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      modulePreload: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: resolve(root, 'src', 'renderer', 'saved', file),
        output: { entryFileNames: `${name}.js`, assetFileNames: `${name}[extname]`, codeSplitting: false },
      },
    },
  })
}
