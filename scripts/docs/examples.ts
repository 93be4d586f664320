import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { type CodeBlock, codeBlocks } from './markdown'

/** An example that a document promises something of: its lines `# → …`, where `…` may be anything. */
export interface Example extends CodeBlock {
  readonly program: 'sh' | 'python3' | 'node'
  readonly promise: RegExp
}

const programs: Readonly<Record<string, Example['program']>> = { sh: 'sh', python: 'python3', ts: 'node' }

/** The examples of a document; a block that promises no output is not run. */
export function examples(markdown: string): Example[] {
  return codeBlocks(markdown).flatMap((block) => {
    const promised = [...block.code.matchAll(/^(?:#|\/\/) → (.*)$/gm)].map(([, line = '']) => line)
    const program = programs[block.language]
    return program && promised.length > 0 ? [{ ...block, program, promise: promiseOf(promised) }] : []
  })
}

function promiseOf(lines: readonly string[]): RegExp {
  const escaped = lines.map((line) =>
    oneLine(line)
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('…', '.*?'),
  )
  return new RegExp(escaped.join('.*?'))
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Why an example cannot run on this machine; null where it can. */
export function missingFor({ program, code }: Example): string | null {
  const needed = [
    program,
    ...(code.includes('curl ') ? ['curl'] : []),
    ...(code.includes('sha256sum') ? ['sha256sum'] : []),
  ]
  const missing = needed.find((name) => spawnSync(name, name === 'sh' ? ['-c', ''] : ['--version']).error)
  return missing ? `${missing} is not installed` : null
}

export interface Place {
  /** Host and port of the running server. */
  readonly host: string
  /** Where relative files of an example lie. */
  readonly cwd: string
  /** The checkout: its packages are there for TypeScript, its program for `npx lectern`. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly timeoutMs: number
}

/** Runs an example until it has kept its promise or ended; resolves with what it printed, and throws where it took too long. */
export async function run(example: Example, place: Place): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-docs-'))
  try {
    symlinkSync(join(place.root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    const code = example.code
      .replaceAll('127.0.0.1:8490', place.host)
      .replaceAll('npx lectern', `"${process.execPath}" "${join(place.root, 'out', 'main', 'node.js')}"`)
    const file = join(folder, example.program === 'node' ? 'example.mjs' : 'example')
    writeFileSync(file, example.program === 'node' ? javascript(code) : code)
    const child = spawn(example.program === 'node' ? process.execPath : example.program, [file], {
      cwd: place.cwd,
      env: place.env,
      detached: true, // its own process group, so that all of a pipe can be ended
    })
    return await outputOf(child, example.promise, place.timeoutMs)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function javascript(code: string): string {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
  return ts.transpileModule(code, { compilerOptions: options }).outputText
}

function outputOf(child: ChildProcess, promise: RegExp, timeoutMs: number): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      endGroup(child)
      reject(new Error(`no end in sight after: ${printed}`))
    }, timeoutMs)
    const read = (chunk: Buffer) => {
      const before = promise.test(oneLine(printed))
      // One line only where it is looked at: a piece may end at a space that belongs there.
      printed = `${printed}${chunk.toString()}`.slice(-200_000)
      if (!before && promise.test(oneLine(printed))) endGroup(child)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(late)
      resolve(oneLine(printed))
    })
  })
}

/** Ends an example that would go on for ever, and all that it started. */
function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}
