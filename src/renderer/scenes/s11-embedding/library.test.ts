import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../shared/clock'
import type { EmbeddingSnapshot } from './cloud'
import { createLibrary, type LibraryDeps } from './library'
import { testCloud } from './testing/cloud'

const snapshot = (name: string): EmbeddingSnapshot => ({
  sha256: name.repeat(64),
  rows: 1,
  bytes: 1,
  url: `/data/${name}.arrow`,
  source: 'knn_v1.parquet',
  modified_at: 0,
  categories: { host_id: [], profile: [] },
  bounds: { min: [0, 0, 0], max: [1, 1, 1] },
})

/** A library whose streams are sent by hand: `batch` gives the newest stream's first points, `end` its last. */
function setUp(status = () => 200) {
  const clock = fakeClock()
  const asked: string[] = []
  const open: { batch: () => void; end: () => void }[] = []
  const chunk: Awaited<ReturnType<LibraryDeps['chunk']>> = {
    Scatter: () => createElement('div'),
    readCloud: (_, { sha256, rows }, onBatch, most = Infinity) =>
      new Promise((resolve) => {
        const size = { capacity: Math.min(rows, most), total: rows }
        const cloud = { ...testCloud([{ at: [0, 0, 0] }]), ...size, sha256, complete: false }
        const end = () => {
          cloud.complete = true
          onBatch(cloud)
          resolve(cloud)
        }
        open.push({ batch: () => onBatch(cloud), end })
      }),
  }
  const library = createLibrary({
    chunk: async () => chunk,
    fetch: async (url) => {
      asked.push(url)
      return new Response('x', { status: status() })
    },
    clock,
    random: () => 0.5,
  })
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const shown = () => library.stock().cloud?.sha256[0] ?? null
  return { library, clock, asked, open, settle, shown }
}

describe('library', () => {
  it('[SCATTER-8] an embedding is fetched once, and its first points are there before its last', async () => {
    const { library, asked, open, settle, shown } = setUp()
    const first = library.open(snapshot('a'), 'all')
    library.open(snapshot('a'), 'all')
    await settle()
    open[0]?.batch()
    await first
    expect(shown()).toBe('a')
    expect(library.stock().cloud?.complete).toBe(false)
    expect(asked).toEqual(['/data/a.arrow'])
  })

  it('[SCATTER-8] a new embedding takes the place of a complete one only when it is complete itself', async () => {
    const { library, open, settle, shown } = setUp()
    library.open(snapshot('a'), 'all')
    await settle()
    open[0]?.end()
    library.open(snapshot('b'), 'all')
    await settle()
    open[1]?.batch()
    expect(shown()).toBe('a')
    open[1]?.end()
    expect(shown()).toBe('b')
  })

  it('[SCATTER-8] the one before is kept: going back fetches nothing', async () => {
    const { library, asked, open, settle, shown } = setUp()
    for (const [index, name] of ['a', 'b'].entries()) {
      library.open(snapshot(name), 'all')
      await settle()
      open[index]?.end()
    }
    await library.open(snapshot('a'), 'all')
    expect(shown()).toBe('a')
    expect(asked).toHaveLength(2)
  })

  it('[SCATTER-8] what was on its way when a newer one came changes nothing any more', async () => {
    const { library, open, settle, shown } = setUp()
    const first = library.open(snapshot('a'), 'all')
    await settle()
    library.open(snapshot('b'), 'all')
    await settle()
    await first
    open[1]?.end()
    open[0]?.end()
    expect(shown()).toBe('b')
  })

  it('[SCATTER-18] a small screen fetches the sample of a large embedding; when it becomes large, all points take its place', async () => {
    const { library, asked, open, settle } = setUp()
    const large = { ...snapshot('a'), rows: 150_000 }
    const points = () => library.stock().cloud?.capacity
    library.open(large, 'sample')
    await settle()
    open[0]?.end()
    expect([asked, points()]).toEqual([['/data/a.arrow?points=20000'], 20_000])
    library.open(large, 'all')
    await settle()
    open[1]?.batch()
    expect(points()).toBe(20_000)
    open[1]?.end()
    expect([asked[1], points()]).toEqual(['/data/a.arrow', 150_000])
    await library.open(large, 'sample')
    expect([asked.length, points()]).toEqual([2, 150_000])
  })

  it('[SCATTER-18] an embedding that is no larger than a sample is fetched as it is', async () => {
    const { library, asked, settle } = setUp()
    library.open({ ...snapshot('a'), rows: 20_000 }, 'sample')
    await settle()
    expect(asked).toEqual(['/data/a.arrow'])
  })

  it('[SCATTER-8] what comes fast is told once a stretch, and what comes slowly at once', async () => {
    const { library, clock, open, settle } = setUp()
    let told = 0
    library.subscribe(() => void told++)
    library.open(snapshot('a'), 'all')
    await settle()
    const before = told
    for (let i = 0; i < 3; i++) {
      open[0]?.batch()
      await settle()
      for (let frames = 0; frames < 2; frames++) {
        clock.advance(16)
        await settle()
      }
    }
    expect(told - before).toBe(3)
    open[0]?.batch()
    await settle()
    clock.advance(16)
    await settle()
    for (let i = 0; i < 3; i++) open[0]?.batch()
    expect(told - before).toBe(4)
  })

  it('[SCATTER-9] a failure is said in a sentence, does not hold up the page, and is tried again', async () => {
    let status = 503
    const { library, clock, open, asked, settle, shown } = setUp(() => status)
    await library.open(snapshot('a'), 'all')
    await settle()
    expect(library.stock().failure).toBe('The embedding could not be loaded: HTTP 503')
    status = 200
    clock.advance(500)
    await settle()
    open[0]?.end()
    expect(shown()).toBe('a')
    expect(library.stock().failure).toBeNull()
    expect(asked).toHaveLength(2)
    expect(clock.pending()).toBe(0)
  })
})
