import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseSavedPage } from '../../shared/saved'
import { defaultRetention } from '../../shared/topics'
import { parseSnapshotBody } from '../../shared/wire'
import { talkFile } from '../config/talk-file'
import { savedFiles } from './saved-files'
import type { Still } from './still'

const code = {
  pages: { script: 'const end = "</script><!--"', style: 'b{}' },
  embedding: { script: 'points()', style: 'b{}' },
}
const sha256 = 'a'.repeat(64)
const at = { timestamp: 1_781_246_273, origin: 'live' } as const
const still: Still = {
  retention: defaultRetention,
  drafts: [
    { type: 'model_metric', payload: { model: '</script><script>alert(1)</script>', macro_f1: 0.9 }, ...at },
    { type: 'totals', payload: { total_alerts: 1, total_bytes: 2, total_episodes: 3 }, ...at },
    {
      type: 'embedding_snapshot',
      payload: {
        ...{ sha256, rows: 1, bytes: 3, url: `/data/${sha256}.arrow`, source: 'knn_v1.parquet', modified_at: 1 },
        ...{ categories: { host_id: [], profile: [] }, bounds: { min: [0, 0, 0], max: [1, 1, 1] } },
      },
      ...at,
    },
    { type: 'alert', payload: { id: 'a', severity: 'error', message: 'secret', source: 's', count: 1 }, ...at },
  ],
  embedding: Uint8Array.of(1, 2, 3),
  atMs: 1_781_246_280_000,
  warnings: [],
}
const talk = talkFile.parse({
  title: 'A <b>talk</b>',
  theme: 'light',
  scenes: [{ scene: 9, notes: 'for my eyes' }, { scene: 11 }, { scene: 10 }],
})
const files = new Map([...savedFiles(still, talk, code, 'UTC')].map(({ name, html }) => [name, html]))
const page = (n: number) => files.get(`scene-${n}.html`) ?? ''
const blockOf = (html: string, id: string) =>
  new RegExp(`<script type="[^"]*" id="${id}"[^>]*>([^<]*)</script>`).exec(html)?.[1] ?? ''

test('[SAVED-1] a page for each scene of the talk, in its order, and a list of them with what they say', () => {
  expect([...files.keys()]).toEqual(['index.html', 'scene-9.html', 'scene-11.html', 'scene-10.html'])
  const index = files.get('index.html') ?? ''
  expect([...index.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([...files.keys()].slice(1))
  expect(index).toContain('Saved on 12 Jun 2026, 06:38 UTC')
  expect(index).toContain('A &lt;b>talk&lt;/b>')
  expect(parseSavedPage(blockOf(page(10), 'saved'))).toEqual({
    ...{ scene: 10, theme: 'light', palette: {} },
    talk: [
      { n: 9, title: 'Model macro-F1' },
      { n: 11, title: 'KNN embedding' },
      { n: 10, title: 'The fleet' },
    ],
  })
})

test('[SAVED-2] a page holds its own scene’s events alone: no other scene’s, no alert, no note', () => {
  const types = [9, 10, 11].map((n) => {
    const parsed = parseSnapshotBody(blockOf(page(n), 'snapshot'))
    return 'message' in parsed ? [parsed.message.now, ...parsed.message.events.map(({ type }) => type)] : parsed
  })
  const now = 1_781_246_280
  expect(types).toEqual([
    [now, 'model_metric'],
    [now, 'totals'],
    [now, 'embedding_snapshot'],
  ])
  for (const html of files.values()) expect(html).not.toMatch(/for my eyes|secret/)
  expect(blockOf(page(11), 'embedding')).not.toBe('')
  expect(page(9)).not.toContain('id="embedding"')
})

test('[SAVED-3] nothing in the data, the title or the code ends its block, and the policy names what runs', () => {
  const html = page(9)
  expect(html).not.toContain('<script>alert')
  expect(html).toContain('<title>9 Model macro-F1 · A &lt;b>talk&lt;/b></title>')
  const script = /<script type="module">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
  expect(script).toBe('const end = "\\x3c/script>\\x3c!--"')
  const hash = createHash('sha256').update(script).digest('base64')
  expect(html).toContain(`script-src 'sha256-${hash}'`)
  expect(html).toContain("default-src 'none'")
})
