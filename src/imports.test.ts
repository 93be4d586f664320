import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Who may import whom: the first rule whose folder holds the file decides. `own` is the folder itself; packages by name, `node:` for Node's own. */
interface Fence {
  readonly folder: string
  readonly may: readonly string[]
  readonly packages: readonly string[]
  readonly instead: string
}

const sceneFolders = readdirSync(join(import.meta.dirname, 'renderer', 'scenes')).filter((name) => /^s\d\d-/.test(name))
/** What of a scene knows no picture. */
const scenePure = sceneFolders.flatMap((name) =>
  ['headline.ts', 'select.ts'].map((file) => `renderer/scenes/${name}/${file}`),
)

const fences: readonly Fence[] = [
  { folder: 'shared', may: [], packages: ['zod'], instead: 'shared runs anywhere: hand it in as an argument' },
  {
    folder: 'main/broadcaster',
    may: ['shared'],
    packages: ['node:'],
    instead: 'the broadcaster knows no transport: open a Subscriber',
  },
  {
    folder: 'main/feeders/parquet',
    may: ['shared', 'main/feeders'],
    packages: ['node:', 'pino', 'zod', 'parquet-wasm', 'apache-arrow'],
    instead: 'a feeder gets what it needs in its context',
  },
  {
    folder: 'main/feeders',
    may: ['shared'],
    packages: ['node:', 'pino', 'zod', 'yaml'],
    instead: 'a feeder gets what it needs in its context',
  },
  {
    folder: 'main/recorder',
    may: ['shared'],
    packages: ['node:', 'pino', 'zod', '@mcap/core', '@foxglove/wasm-zstd'],
    instead: 'publish and read are handed in',
  },
  {
    folder: 'main/relay',
    may: ['shared'],
    packages: ['node:', 'pino', 'zod', '@nats-io/'],
    instead: 'the local log and the embeddings are handed in',
  },
  {
    folder: 'main/surfaces/narrators/embedded',
    may: ['shared', 'main/surfaces', ...scenePure],
    packages: [],
    instead: 'it judges as the scenes do, and knows no picture',
  },
  {
    folder: 'main/surfaces',
    may: ['shared'],
    packages: ['node:', 'pino', 'zod', '@anthropic-ai/sdk'],
    instead: 'publish and read are handed in',
  },
  {
    folder: 'main/server',
    may: ['shared', 'main/broadcaster', 'main/files.ts', 'main/addresses.ts'],
    packages: ['node:', 'pino', 'zod', 'fastify', 'ws', 'prom-client'],
    instead: 'ServerDeps carries what a route needs',
  },
  {
    folder: 'main/compose.ts',
    may: ['shared', 'main', 'renderer/scenes/headlines.ts'],
    packages: ['node:', 'pino'],
    instead: 'of the renderer only the sentences of its scenes run here',
  },
  {
    folder: 'renderer/scenes/headlines.ts',
    may: ['shared', ...scenePure],
    packages: [],
    instead: 'a headline is made of its view alone: no picture',
  },
  {
    folder: 'main/export',
    may: ['shared', 'main', 'renderer/scenes/headlines.ts'],
    packages: ['node:', 'pino'],
    instead: 'what draws a saved page is built into its script',
  },
  {
    folder: 'main/electron',
    may: ['shared', 'main'],
    packages: ['node:', 'electron'],
    instead: 'the shell stays thin',
  },
  {
    folder: 'main/index.ts',
    may: ['shared', 'main'],
    packages: ['node:', 'electron'],
    instead: 'the shell stays thin',
  },
  {
    folder: 'main/cli',
    may: ['shared', 'main'],
    packages: ['node:', 'commander', 'pino', 'ws'],
    instead: 'a command reads its flags, and calls what does the work',
  },
  {
    folder: 'main',
    may: ['shared', 'main'],
    packages: ['node:', 'pino', 'zod', 'yaml', 'commander', 'chrome-launcher'],
    instead: 'only the Electron shell knows electron',
  },
  {
    folder: 'preload',
    may: ['shared'],
    packages: ['electron'],
    instead: 'the preload hands over, and decides nothing',
  },
  {
    folder: 'renderer/connection',
    may: ['shared'],
    packages: [],
    instead: 'a connection knows neither React nor the store',
  },
  {
    folder: 'renderer/store',
    may: ['shared', 'renderer/connection', 'renderer/scenes/scene.ts', 'renderer/ui'],
    packages: ['zustand', 'react'],
    instead: 'the store knows no scene',
  },
  {
    folder: 'renderer/ui',
    may: ['shared', 'renderer/scenes/scene.ts'],
    packages: ['react', 'react-dom'],
    instead: 'ui knows no scene',
  },
  {
    folder: 'renderer/scenes/scene.ts',
    may: ['shared', 'renderer/ui'],
    packages: ['react'],
    instead: 'the contract of a scene knows no scene',
  },
  {
    folder: 'renderer/scenes/scenes.ts',
    may: ['shared', 'renderer/scenes'],
    packages: [],
    instead: 'the registry lists, and does nothing',
  },
  {
    folder: 'renderer/scenes/s11-embedding',
    may: ['shared', 'renderer/scenes/scene.ts', 'renderer/ui'],
    packages: ['react', 'react-dom', 'apache-arrow', '@deck.gl/', '@luma.gl/', 'd3-'],
    instead: 'a scene draws its view',
  },
  {
    folder: 'renderer/scenes',
    may: ['shared', 'renderer/scenes/scene.ts', 'renderer/ui'],
    packages: ['react', 'd3-'],
    instead: 'a scene draws its view, and knows no other scene',
  },
  {
    folder: 'renderer/presenter',
    may: [
      'shared',
      'renderer/connection/run-machine.ts',
      'renderer/connection/surroundings.ts',
      'renderer/deck',
      'renderer/scenes/scene.ts',
      'renderer/stage',
      'renderer/store',
      'renderer/ui',
      'renderer/boot.ts',
    ],
    packages: ['react', 'zustand', 'zod', 'marked'],
    instead: 'the presenter’s view shows what the stage, the deck and the store have',
  },
  {
    folder: 'renderer',
    may: ['shared', 'renderer', 'preload/api.ts'],
    packages: ['react', 'react-dom', 'zustand', '@fontsource-variable/inter', 'uqr'],
    instead: 'the page runs in a browser',
  },
]

const root = import.meta.dirname
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
const sources = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|\/testing\//.test(file))

const holds = (folder: string, path: string) => path === folder || path.startsWith(`${folder}/`)

/** The folder that a file is at home in: of a scene its own folder. */
function home(file: string, fence: Fence): string {
  return /^renderer\/scenes\/s\d\d-[^/]+/.exec(file)?.[0] ?? fence.folder
}

const typeImport = /^(?:import|export) type (?:\{[^}]*\}|\* as \w+|\w+) from '[^']+'/gm

function importsOf(file: string, which: 'all' | 'loaded' = 'all'): string[] {
  const written = readFileSync(join(root, file), 'utf8')
  const text = which === 'all' ? written : written.replace(typeImport, '')
  const found = [...text.matchAll(/(?:^|[\s;])(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  return found.filter((name) => name !== '')
}

/** Every source that a page of `entry` loads sooner or later; what is imported as a type is not loaded. */
function loadedBy(entry: string): Set<string> {
  const loaded = new Set([entry])
  for (const file of loaded) {
    for (const name of importsOf(file, 'loaded').filter((one) => one.startsWith('.'))) {
      const target = targetOf(file, name)
      const found = sources.find((source) => [target, `${target}.ts`, `${target}.tsx`].includes(source))
      if (found) loaded.add(found)
    }
  }
  return loaded
}

function targetOf(file: string, name: string): string {
  return normalize(join(dirname(file), name))
    .replaceAll('\\', '/')
    .replace(/\?.*$/, '')
}

function allowed(file: string, name: string, fence: Fence): boolean {
  if (name.startsWith('.')) {
    const target = targetOf(file, name)
    const exact = [target, `${target}.ts`, `${target}.tsx`]
    return [home(file, fence), ...fence.may].some((folder) => exact.some((path) => holds(folder, path)))
  }
  if (name.startsWith('node:') || builtinModules.includes(name)) return fence.packages.includes('node:')
  return fence.packages.some(
    (allowedName) => holds(allowedName, name) || (/[/-]$/.test(allowedName) && name.startsWith(allowedName)),
  )
}

describe('who may import whom', () => {
  test('[ARCH-1] every import stays inside its fence', () => {
    const broken = sources.flatMap((file) => {
      const fence = fences.find(({ folder }) => holds(folder, file))
      if (!fence) return [`${file} lies in no fence`]
      return importsOf(file)
        .filter((name) => !allowed(file, name, fence))
        .map((name) => `${file} imports ${name}: ${fence.instead}`)
    })
    expect(broken).toEqual([])
  })

  test('[ARCH-2] only the Electron shell and the preload import electron', () => {
    const users = sources.filter((file) => importsOf(file).includes('electron'))
    const elsewhere = users.filter((file) => !/^(main\/electron\/|main\/index\.ts$|preload\/)/.test(file))
    expect(elsewhere).toEqual([])
  })

  test('[ARCH-3] of zod the page loads its small half alone', () => {
    const loaded = loadedBy('renderer/main.tsx')
    expect([...loaded]).toEqual(expect.arrayContaining(['shared/wire.ts', 'shared/surface-wire.ts']))
    const broken = [...loaded].flatMap((file) =>
      importsOf(file, 'loaded')
        .filter((name) => holds('zod', name) && name !== 'zod/mini')
        .map((name) => `${file} imports ${name}: the first script would carry it; zod/mini does what a page needs`),
    )
    expect(broken).toEqual([])
  })
})
