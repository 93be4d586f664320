import { setTimeout as wait } from 'node:timers/promises'
import { publish } from './data'
import { crowdClient, faultClient, headOf } from './faults-clients'
import { expect, firstFrame, sceneRoot, test } from './fixtures'
import { type RunningServer, startServer } from './server'

const MIB = 1024 * 1024
/** So many that what one run of the collector leaves behind is no part of what each costs. */
const STALLED = 200
/** Enough that the 95th percentile is not one unlucky key. */
const KEYS = 100
const detections = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    type: 'live_detection',
    payload: { host_id: `host-${i % 64}`, label: i % 5 ? 'baseline' : 'exfil', score: (i % 100) / 100 },
  }))

/** Publishes a hundred thousand events, as fast as they are taken. */
async function publishALot(url: string): Promise<void> {
  const batch = detections(8_000)
  for (let sent = 0; sent < 100_000; sent += batch.length) await publish(url, batch)
}

async function memoryOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^lectern_memory_bytes (\S+)$/m.exec(text)?.[1])
}

// Time limits on a machine that others load too may be missed once for that.
test.describe.configure({ retries: 2 })

test.describe('a crowd', () => {
  let server: RunningServer
  test.beforeEach(async () => {
    server = await startServer({ args: ['--presenter-token', 'presenter-of-this-test'] })
  })
  test.afterEach(() => server.stop())

  test('[FAULT-7] five hundred clients that come back at once are complete within 3 s, and none is told twice', {
    tag: '@alone',
  }, async () => {
    const first = Array.from({ length: 500 }, () => crowdClient(server.url, null))
    await expect.poll(() => first.filter((client) => client.completions === 1).length, { timeout: 20_000 }).toBe(500)
    expect(first.every((client) => client.resets === 1)).toBe(true)
    // The embedding is read after the server listens, and says so.
    await expect
      .poll(
        async () => (await (await fetch(`${server.url}/api/snapshot?types=embedding_snapshot`)).json()).events.length,
      )
      .toBe(1)
    for (const client of first) client.close()
    await publish(server.url, detections(2_000))
    const now = await headOf(server.url)

    const start = Date.now()
    const back = first.map((client) => crowdClient(server.url, client.cursor))
    await expect
      .poll(() => back.filter((client) => client.cursor === now && client.completions === 1).length, {
        timeout: 10_000,
        intervals: [20],
      })
      .toBe(500)
    const resumed = Date.now() - start
    expect(back.every((client) => client.resets === 0)).toBe(true)
    for (const client of back) client.close()

    await server.kill()
    server = await startServer({ port: server.port, stateDir: server.stateDir })
    const again = Date.now()
    const anew = back.map((client) => crowdClient(server.url, client.cursor))
    await expect
      .poll(() => anew.filter((client) => client.completions === 1).length, {
        timeout: 10_000,
        intervals: [20],
      })
      .toBe(500)
    const refilled = Date.now() - again
    console.log(`500 clients back: ${resumed} ms after a break, ${refilled} ms after the server's restart`)
    expect(anew.every((client) => client.resets === 1)).toBe(true)
    expect(Math.max(resumed, refilled)).toBeLessThan(3_000)
    for (const client of anew) client.close()
  })

  test('[FAULT-8] who reads nothing while 100,000 events pass costs at most 1 MiB, nobody else, and converges within 1 s', {
    tag: '@alone',
  }, async () => {
    test.slow()
    const reader = await faultClient(server.url)
    const caughtUp = async (clients: readonly Awaited<ReturnType<typeof faultClient>>[], timeout: number) => {
      const { offset } = await (await fetch(`${server.url}/healthz`)).json()
      const start = Date.now()
      await expect
        .poll(() => clients.every((client) => client.replication.cursor()?.offset === offset), {
          timeout,
          intervals: [10],
        })
        .toBe(true)
      return Date.now() - start
    }
    // Warm, so that what grows from now on is the slow ones' own.
    await publishALot(server.url)
    await caughtUp([reader], 5_000)
    const before = await memoryOf(server.url)

    const slow = await faultClient(server.url)
    const others = Array.from({ length: STALLED - 1 }, () => crowdClient(server.url, null))
    await caughtUp([slow], 5_000)
    await expect.poll(() => others.every((client) => client.completions === 1)).toBe(true)
    for (const client of [slow, ...others]) client.pause()
    await publishALot(server.url)
    const undisturbed = await caughtUp([reader], 5_000)
    const grown = (await memoryOf(server.url)) - before
    const answer = await fetch(`${server.url}/api/command`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer presenter-of-this-test' },
      body: JSON.stringify({ command: 'curtain', value: 'black' }),
    })
    expect(answer.status).toBe(200)

    for (const client of others) client.close()
    const heard = slow.messages.length
    slow.resume()
    const converged = await caughtUp([slow], 10_000)
    console.log(
      `${STALLED} stalled clients: ${(grown / MIB / STALLED).toFixed(2)} MiB each; another was ${undisturbed} ms behind; one converged in ${converged} ms`,
    )
    const told = slow.messages.slice(heard)
    const afterGap = told.slice(told.findIndex((message) => message.type === 'gap'))
    expect(afterGap[0]).toMatchObject({ type: 'gap' })
    const batch = afterGap.find((message) => message.type === 'snapshot' || message.type === 'events')
    expect(batch).toMatchObject({ deck: { payload: { curtain: 'black' } } })
    expect(slow.replication.read().dropped).toBeGreaterThan(1_000)
    expect(slow.replication.read().cache.read('live_detection').length).toBe(3_840)
    expect(grown / STALLED).toBeLessThan(MIB)
    expect(undisturbed).toBeLessThan(500)
    expect(converged).toBeLessThan(1_000)
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toMatch(/lectern_sent_gaps_total\{transport="ws"\} [1-9]/)
    expect(server.stderr().match(/fell behind the journal/g)).toHaveLength(1)
    for (const client of [slow, reader]) client.close()
  })
})

test('[FAULT-9] while 10,000 events come, a key is answered within 50 ms at the 95th percentile', {
  tag: '@alone',
}, async ({ open, lectern }) => {
  const { page, errors } = await open('about:blank')
  await page.addInitScript(() => {
    const delays: number[] = []
    Object.assign(window, { delays })
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry instanceof PerformanceEventTiming && entry.name === 'keydown')
          delays.push(entry.processingStart - entry.startTime)
      }
    })
    const asked = { type: 'event', durationThreshold: 16, buffered: true }
    observer.observe(asked)
  })
  await page.goto(`${lectern.url}/?scene=13`)
  await firstFrame(page)
  /** Presses keys until `over`, and at least so many; the 95th percentile of their delays. */
  const p95While = async (over: () => boolean, atLeast: number) => {
    await page.evaluate(() => (window as unknown as { delays: number[] }).delays.splice(0))
    let count = 0
    while (!over() || count < atLeast) await page.keyboard.press(count++ % 2 ? 'q' : 'Shift')
    const told = await page.evaluate(() => (window as unknown as { delays: number[] }).delays)
    // The browser leaves out events of less than 16 ms altogether: those were fast.
    const all = [...told, ...Array.from({ length: Math.max(0, count - told.length) }, () => 0)].sort((a, b) => a - b)
    return { count, p95: all[Math.floor(all.length * 0.95)] ?? 0 }
  }
  // What this machine takes for a key while nothing comes: others may be using it.
  const idle = await p95While(() => true, KEYS)
  let sent = 0
  let over = false
  const burst = (async () => {
    while (sent < 10_000 || !over) {
      const begun = performance.now()
      for (const next = sent + 10_000; sent < next; sent += 100) await publish(lectern.url, detections(100))
      await wait(performance.now() - begun) // one burst after the other, not a flood
    }
  })()
  const busy = await p95While(() => sent >= 10_000, KEYS)
  over = true
  await burst
  console.log(
    `${busy.count} keys while ${sent} events came: input delay p95 ${busy.p95.toFixed(1)} ms, ${idle.p95.toFixed(1)} ms without events`,
  )
  expect(busy.p95).toBeLessThan(50 + idle.p95)
  await expect(sceneRoot(page, 13)).toHaveAttribute('data-count', /^\d{3,}$/)
  expect(errors).toEqual([])
})
