import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publish } from './data'
import { expect, sceneRoot, test } from './fixtures'
import { browserBeside, whyNotWithoutNetwork, withoutNetwork } from './no-network'
import { startServer } from './server'

/** Items of each scene: what the sample data give, and what is published here. */
const counts: Readonly<Record<number, number>> = { 7: 4, 8: 1_440, 9: 8, 10: 12, 11: 150_000, 12: 8, 13: 40 }

const detections = Array.from({ length: 40 }, (_, i) => ({
  type: 'live_detection',
  payload: { host_id: `host-${i % 4}`, label: 'exfil', score: 0.9 },
}))

test('[REHEARSE-10] on the train: recorded at home, rehearsed with no network but this machine’s own, every scene paints', async () => {
  const missing = whyNotWithoutNetwork()
  test.skip(missing !== null, missing ?? '')
  test.slow()
  const dir = mkdtempSync(join(tmpdir(), 'lectern-train-'))
  try {
    const file = await recordedAtHome()
    const train = await startServer({
      ...{ command: 'rehearse', within: withoutNetwork, stateDir: join(dir, 'train') },
      args: [file, '--presenter-token', 'speak'],
    })
    const browser = await browserBeside(train.pid, dir)
    const page = await browser.newPage()
    for (const [scene, count] of Object.entries(counts)) {
      await page.goto(`${train.url}/?scene=${scene}`)
      await expect(sceneRoot(page, Number(scene))).toHaveAttribute('data-count', String(count))
      await expect(sceneRoot(page, Number(scene))).toContainText('replay')
    }
    await expect(page.locator('[data-health="link"]')).toHaveText('connected over WebSocket')
    await expect(page.goto('http://192.0.2.1/')).rejects.toThrow(/ERR_(INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE)/)
    await browser.close()
    expect(await train.stop()).toBe(0)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }

  async function recordedAtHome(): Promise<string> {
    const home = await startServer({ args: ['--presenter-token', 'speak'], stateDir: join(dir, 'home') })
    const record = async (action: string) => {
      const answer = await fetch(`${home.url}/api/command`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer speak' },
        body: JSON.stringify({ command: 'record', action }),
      })
      expect(answer.status).toBe(200)
      return answer.json() as Promise<{ file: string }>
    }
    await publish(home.url, detections)
    const known = async () => (await (await fetch(`${home.url}/api/snapshot?types=embedding_snapshot`)).json()).events
    await expect.poll(async () => (await known()).length).toBe(1)
    const { file } = await record('start')
    const said = async () => (await (await fetch(`${home.url}/healthz`)).json()).recorder.bytes
    await expect.poll(said).toBeGreaterThan(2_000_000) // the embedding is in it
    await record('stop')
    await home.stop()
    return file
  }
})
