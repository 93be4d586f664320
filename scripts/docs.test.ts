import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type RunningServer, startServer } from '../e2e/server'
import { parseTalkFile } from '../src/main/config/talk-file'
import { examples, missingFor, run } from './docs/examples'
import { generatedParts } from './docs/generated'
import { anchors, codeBlocks, links, withGenerated } from './docs/markdown'

const root = join(import.meta.dirname, '..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const docs = readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))
const all = ['README.md', 'CONTRIBUTING.md', ...docs]

test.each(Object.entries(generatedParts()))(
  '[DOCS-1] what a document takes from the program’s own tables is up to date (%s); "npm run docs" makes it so',
  (name, parts) => {
    expect(read(name)).toBe(withGenerated(read(name), parts))
  },
)

test.each(all)('[DOCS-2] every link inside the project leads somewhere (%s)', (name) => {
  const dead = links(read(name)).filter((to) => {
    if (/^https?:/.test(to)) return false
    const [path = '', anchor] = to.split('#')
    const target = path === '' ? name : join(dirname(name), path)
    if (!existsSync(join(root, target))) return true
    return anchor !== undefined && !anchors(read(target)).has(anchor)
  })
  expect(dead).toEqual([])
})

test.each(docs)('[DOCS-3] every lectern.yaml in the documents is accepted (%s)', (name) => {
  for (const { language, code, line } of codeBlocks(read(name))) {
    if (language === 'yaml') expect(parseTalkFile(code, `${name}:${line}`)).not.toHaveProperty('error')
  }
})

test('[DOCS-7] every route of the server stands in the documents', () => {
  const folder = join(root, 'src', 'main', 'server')
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const route = /(?:app\.(?:get|post|put)\b[^']*|onUpgrade\(app, deps, |path: )'(\/[^'*:]*)/g
  const paths = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(route)].map(([, path]) => path ?? ''),
  )
  expect(paths.length).toBeGreaterThan(15)
  expect(paths.filter((path) => !read('docs/api.md').includes(path))).toEqual([])
})

const built = existsSync(join(root, 'out', 'main', 'node.js'))
const PRESENTER = 'presenter-of-the-examples'

describe.skipIf(!built)(built ? 'on a running server' : 'skipped: the program is not built (npm run build)', () => {
  let server: RunningServer
  const get = async (path: string) => (await fetch(server.url + path)).text()

  beforeAll(async () => {
    server = await startServer({ args: ['--presenter-token', PRESENTER] })
    const sticky = async () => JSON.parse(await get('/healthz')).sticky
    await vi.waitFor(async () => expect((await sticky()).embedding_snapshot.entries).toBe(1), 20_000)
  }, 40_000)
  afterAll(() => server?.stop())

  const promised = docs.flatMap((name) => examples(read(name)).map((example) => ({ name, example })))
  for (const { name, example } of promised) {
    const missing = missingFor(example)
    const place = missing ? `${name}:${example.line}, skipped: ${missing}` : `${name}:${example.line}`
    test.skipIf(missing)(`[DOCS-4] an example prints what stands under it (${place})`, async () => {
      const cwd = join(root, 'resources', 'data')
      const env = { ...process.env, LECTERN_PRESENTER_TOKEN: PRESENTER }
      const printed = await run(example, { host: new URL(server.url).host, cwd, root, env, timeoutMs: 12_000 })
      expect(printed).toMatch(example.promise)
    })
  }

  test('[DOCS-5] every metric that the server counts, and every command that it takes, stands in the documents', async () => {
    const metrics = [...(await get('/metrics')).matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name ?? '')
    const missing = metrics.filter((name) => !read('docs/operating.md').includes(`\`${name}\``))
    const headers = { authorization: `Bearer ${PRESENTER}`, 'content-type': 'application/json' }
    const answer = await fetch(`${server.url}/api/command`, { method: 'POST', headers, body: '{"command":"?"}' })
    const known = /known are (.*)"/.exec(await answer.text())?.[1]?.split(', ') ?? []
    expect(known).toContain('goto')
    const silent = known.filter((name) => !new RegExp(`\`${name}\\b`).test(read('docs/api.md')))
    expect([...missing, ...silent]).toEqual([])
  })

  test('[DOCS-6] every command line in the documents is one that the program knows', async () => {
    const program = join(root, 'out', 'main', 'node.js')
    const help = async (...args: string[]) =>
      (await promisify(execFile)(process.execPath, [program, ...args, '--help'])).stdout
    const commands = [...(await help()).matchAll(/^ {2}(\w+) (?:\[options\]|<)/gm)].map(([, name]) => name ?? '')
    const flagsOf = async (name: string) => [name, new Set((await help(name)).match(/(?<![\w-])--?[\w-]+/g))] as const
    const flags = new Map(await Promise.all(commands.map(flagsOf)))
    const unknown = all.flatMap((name) =>
      [...read(name).matchAll(/npx lectern ([a-z]+)([^\n`|]*)/g)].flatMap(([line, command = '', rest = '']) => {
        const known = flags.get(command)
        return known && (rest.match(/(?<= )--?[a-z][\w-]*/g) ?? []).every((flag) => known.has(flag))
          ? []
          : [`${name}: ${line}`]
      }),
    )
    expect(unknown).toEqual([])
    expect(commands.filter((name) => !read('docs/operating.md').includes(`\`lectern ${name}`))).toEqual([])
  }, 60_000)
})
