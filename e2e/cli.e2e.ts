import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from './fixtures'
import { startServer } from './server'

const launcher = join(import.meta.dirname, '..', 'bin', 'lectern.mjs')
const program = join(import.meta.dirname, '..', 'out', 'main', 'node.js')
const state = mkdtempSync(join(tmpdir(), 'lectern-cli-'))

/** Has a process say when it listens for SIGTERM. */
const announce = `data:text/javascript,process.on('newListener', (name) => {
  if (name === 'SIGTERM') setImmediate(() => process.send('listens'))
})`

/** Runs a command to its end. */
function run(args: readonly string[], input = ''): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [launcher, ...args], {
      env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk
    })
    child.once('exit', (status) => resolve({ status, stdout, stderr }))
    child.stdin.end(input)
  })
}

test.describe('the command line', () => {
  for (const [args, sentence] of [
    [['serve', '--prot', '1'], /unknown option '--prot'/],
    [['serve', '--port', 'many'], /--port many: use a whole number/],
    [['serve', '--data', '/no/such'], /--data \/no\/such: there is no such directory/],
    [['serve', '--host', '0.0.0.0', '--port', '0'], /--audience-token/],
    [['dance'], /unknown command 'dance'/],
    [['publish', '--url', 'http://127.0.0.1:1'], /no server answers there/],
  ] as const) {
    test(`[CLI-1] ${args.join(' ')} ends with one line and status 2`, async () => {
      const { status, stderr } = await run([...args], '{"type":"marker","payload":{"label":"x"}}\n')
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(stderr).toMatch(sentence)
      expect(status).toBe(2)
    })
  }

  test('[CLI-2] a taken port ends with a line that says so, and status 2', async ({ lectern }) => {
    const { status, stderr } = await run(['serve', '--port', String(lectern.port), '--state', state])
    expect(stderr).toMatch(new RegExp(`port ${lectern.port} .*--port`))
    expect(status).toBe(2)
  })

  test('[STATE-12] a second server on the same state ends with a line that says so, and status 2', async ({
    lectern,
  }) => {
    const { status, stderr } = await run(['serve', '--port', '0', '--state', lectern.stateDir])
    expect(stderr).toMatch(/^lectern: --state .+: another server that runs keeps its state of this talk there; .+\n$/)
    expect(status).toBe(2)
  })

  for (const command of ['serve', 'present'] as const) {
    test(`[CLI-3] SIGTERM ends ${command} within 2 s with status 0, also with clients`, { tag: '@alone' }, async ({
      open,
    }) => {
      const server = await startServer({ command })
      await open(`${server.url}/?scene=9`)
      const start = Date.now()
      expect(await server.stop()).toBe(0)
      expect(Date.now() - start).toBeLessThan(2_000)
    })
  }

  for (const args of [
    ['serve', '--port', '0', '--state', state],
    ['record', '-o', join(state, 'early.mcap')],
    ['sample'],
  ]) {
    test(`[CLI-14] SIGTERM before it has begun ends ${args[0]} with status 0`, async () => {
      const child = spawn(process.execPath, ['--import', announce, program, ...args], {
        stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      })
      if (!child.stdout) throw new Error('no pipe')
      const said = text(child.stdout)
      await once(child, 'message')
      child.kill('SIGTERM')
      expect(await once(child, 'exit')).toEqual([0, null])
      expect(await said).toBe('')
    })
  }

  test('[CLI-4] publish takes NDJSON, names each rejected line, and says so in its status', async () => {
    const server = await startServer()
    try {
      const lines = [
        '{"type":"marker","payload":{"label":"one"}}',
        'not json',
        '',
        '{"type":"deck","payload":{}}',
      ].join('\n')
      const { status, stderr } = await run(['publish', '--url', server.url], lines)
      expect(stderr).toMatch(/line 2: /)
      expect(stderr).toMatch(/line 4: .*server alone/)
      expect(stderr).toMatch(/1 accepted, 2 rejected/)
      expect(status).toBe(1)
    } finally {
      await server.stop()
    }
  })

  test('[CLI-5] present with no display says so, serves, and plays samples', async ({ open }) => {
    const server = await startServer({ command: 'present' })
    try {
      await expect.poll(server.stderr).toMatch(/no display here/)
      const { page } = await open(`${server.url}/?scene=13`)
      await expect
        .poll(async () => Number(await page.locator('[data-scene="13"]').getAttribute('data-count')))
        .toBeGreaterThan(5)
      await expect(page.getByText('sample data').first()).toBeVisible()
    } finally {
      await server.stop()
    }
  })
})
