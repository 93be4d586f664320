import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { publish } from './data'
import { expect, firstFrame, test } from './fixtures'
import { startServer } from './server'

/** Events that no file holds: what a talk would lose. */
const live = [
  ...Array.from({ length: 300 }, (_, i) => ({
    type: 'live_detection',
    payload: { host_id: `host-${i % 12}`, label: 'exfil', score: 0.5 },
  })),
  { type: 'model_metric', payload: { model: 'only-live', macro_f1: 0.5 } },
  { type: 'model_perf', payload: { model: 'only-live', latency_ms: 3 } },
]
const counts = { 7: 4, 8: 1_440, 9: 9, 10: 12, 11: 150_000, 12: 9, 13: 300 } as const

/** The text of the state that is on the disk. */
function saved(stateDir: string): string {
  const name = readdirSync(stateDir, { recursive: true })
    .map(String)
    .find((file) => basename(file) === 'state')
  return name ? readFileSync(join(stateDir, name), 'utf8') : ''
}

async function retained(url: string): Promise<Readonly<Record<string, number>>> {
  const { events } = (await (await fetch(`${url}/api/snapshot`)).json()) as { events: { type: string }[] }
  const sum: Record<string, number> = {}
  for (const { type } of events) sum[type] = (sum[type] ?? 0) + 1
  return sum
}

test('[FAULT-10] killed at any moment, and started again: nothing that was saved is gone, and every scene paints', async ({
  open,
}) => {
  test.slow()
  const stateDir = mkdtempSync(join(tmpdir(), 'lectern-kill-'))
  let server = await startServer({ stateDir })
  try {
    await publish(server.url, live)
    await expect.poll(async () => (await retained(server.url)).embedding_snapshot).toBe(1)
    await expect
      .poll(() => ['only-live', 'embedding_snapshot'].every((word) => saved(stateDir).includes(word)), {
        timeout: 15_000,
      })
      .toBe(true)
    for (let kill = 0; kill < 5; kill++) {
      // At a start it restores, reads the files, listens, reads the embedding and saves: a death in each of them.
      if (kill > 0) await wait(Math.random() * (kill % 2 ? 300 : 3_500))
      await server.kill()
      server = await startServer({ stateDir })
      expect(await retained(server.url)).toMatchObject({
        attack_profile: counts[7],
        prediction: counts[8],
        model_metric: counts[9],
        host_counts: 1,
        embedding_snapshot: 1,
        model_perf: counts[12],
        live_detection: counts[13],
      })
      await publish(server.url, [{ type: 'marker', payload: { label: `after death ${kill}` } }])
    }
    const { page } = await open('about:blank')
    for (const [scene, count] of Object.entries(counts)) {
      await page.goto(`${server.url}/?scene=${scene}`)
      const frame = await firstFrame(page)
      expect([scene, frame.count]).toEqual([scene, count])
    }
    await server.stop()
    expect(readdirSync(stateDir, { recursive: true }).filter((name) => String(name).endsWith('.set-aside'))).toEqual([])
  } finally {
    await server.stop()
    rmSync(stateDir, { recursive: true, force: true })
  }
})

test('[FAULT-11] with no room on the disk for the state, the talk goes on, and the log says so once', async ({
  open,
}) => {
  const small = mkdtempSync(join(tmpdir(), 'lectern-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'lectern', small], { stdio: 'ignore' })
  } catch {
    rmSync(small, { recursive: true })
    test.skip(true, 'this user may not mount a small disk')
  }
  try {
    const server = await startServer({ stateDir: small })
    await expect.poll(server.stderr, { timeout: 15_000 }).toMatch(/the state cannot be saved in .*--state/)
    await publish(server.url, live)
    const { page } = await open(`${server.url}/?scene=9`)
    expect((await firstFrame(page)).count).toBe(counts[9])
    await wait(3_500)
    expect(server.stderr().match(/the state cannot be saved/g)).toHaveLength(1)
    expect(await server.stop()).toBe(0)
  } finally {
    execFileSync('umount', [small])
    rmSync(small, { recursive: true, force: true })
  }
})
