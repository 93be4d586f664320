import { describe, expect, test } from 'vitest'
import { type Boot, parseBoot } from '../../shared/boot'
import { chunkLinks } from './manifest'
import { cloudLinks, needsEmbedding, renderPage, viewOf } from './page'
import { html, talk } from './testing/server'

const boot: Boot = { ...talk, view: 'stage', role: 'presenter', join: { url: 'http://192.168.7.20:8490/' } }
const bootOf = (page: string) =>
  parseBoot(/<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(page)?.[1] ?? null)

const noScatter = { scatter: { modules: [], styles: [] }, embedding: [], scatterFirst: false }

describe('the page', () => {
  test('[PAGE-1] what the page is told cannot end its own block', () => {
    const page = renderPage(html, { boot, fetches: [], ...noScatter })
    expect(bootOf(page)).toEqual(boot)
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('<title>A talk &lt;/script>')
  })

  test('[PAGE-2] the head names what the script will fetch, and the theme stands on <html>', () => {
    const scatter = { modules: ['/assets/s11.js'], styles: ['/assets/s11.css'] }
    const page = renderPage(html, { boot, fetches: ['/api/snapshot'], ...noScatter, scatter, scatterFirst: true })
    expect(page).toContain('<link rel="preload" as="fetch" crossorigin href="/api/snapshot">')
    expect(page).toContain('<link rel="modulepreload" crossorigin href="/assets/s11.js">')
    expect(page).toContain('<link rel="stylesheet" crossorigin href="/assets/s11.css">')
    expect(page).toContain('<html lang="en" data-theme="light">')
  })

  test('[PAGE-2] a page without the place for it gets it at the start of its head', () => {
    const page = renderPage('<html><head><meta></head></html>', {
      boot,
      fetches: [],
      ...noScatter,
    })
    expect(page).toMatch(/<html data-theme="light"><head>\s*<script type="application\/json"/)
  })

  test('[PAGE-2] what another scene needs waits for what the first frame needs', () => {
    const scatter = { modules: ['/assets/s11.js'], styles: [] }
    const page = renderPage(html, {
      boot,
      fetches: ['/api/snapshot'],
      scatter,
      embedding: [{ href: '/data/e' }],
      scatterFirst: false,
    })
    expect(page).toContain('<link rel="preload" as="fetch" crossorigin href="/api/snapshot">')
    expect(page).toContain('<link rel="preload" as="fetch" crossorigin fetchpriority="low" href="/data/e">')
    expect(page).toContain('<link rel="preload" as="script" crossorigin fetchpriority="low" href="/assets/s11.js">')
    expect(page.indexOf('/data/e')).toBeGreaterThan(page.indexOf('<script type="module"'))
  })

  test('[PAGE-7] of a large embedding a small screen, or who saves data, is pointed to the sample alone', () => {
    const large = { url: '/data/e', rows: 150_000 }
    const page = renderPage(html, { boot, fetches: [], ...noScatter, embedding: cloudLinks(large, false) })
    expect(page).toContain('media="all and (min-width: 700px) and (min-height: 450px)" href="/data/e"')
    expect(page).toContain('media="not all and (min-width: 700px) and (min-height: 450px)" href="/data/e?points=20000"')
    expect(cloudLinks(large, true)).toEqual([{ href: '/data/e?points=20000' }])
    expect(cloudLinks({ ...large, rows: 20_000 }, false)).toEqual([{ href: '/data/e' }])
    expect(cloudLinks(null, true)).toEqual([])
  })

  test('[PAGE-3] the view is what is asked for, else the stage for a presenter and the audience for the rest', () => {
    expect([
      viewOf('audience', true),
      viewOf('nonsense', true),
      viewOf(undefined, false),
      viewOf(['x'], false),
    ]).toEqual(['audience', 'stage', 'audience', 'audience'])
  })

  test.each([
    ['stage', undefined, 7, true],
    ['presenter', '9', 7, true],
    ['audience', '11', 7, true],
    ['audience', '9', 11, false],
    ['audience', undefined, null, false],
    ['audience', undefined, 7, false],
    ['audience', undefined, 9, true],
    ['audience', undefined, 11, true],
    ['audience', undefined, 13, false],
  ] as const)(
    '[PAGE-4] %s with scene=%s while the deck is at %s gets the embedding: %s',
    (view, scene, deck, needed) => {
      expect(needsEmbedding(view, scene, deck, talk)).toBe(needed)
    },
  )

  test('[PAGE-8] in a talk without its scene, the embedding is only for a page whose address names that scene', () => {
    const without = { ...talk, scenes: talk.scenes.filter((n) => n !== 11) }
    expect(needsEmbedding('stage', undefined, 7, without)).toBe(false)
    expect(needsEmbedding('presenter', undefined, 7, without)).toBe(false)
    expect(needsEmbedding('stage', '11', 7, without)).toBe(true)
  })
})

describe("Vite's manifest", () => {
  const manifest = {
    'index.html': {
      file: 'assets/index.js',
      isEntry: true,
      imports: ['_react.js'],
      dynamicImports: ['scenes/s11-embedding/picture.tsx'],
      css: ['assets/index.css'],
    },
    'scenes/s11-embedding/later.ts': { file: 'assets/later.js', isDynamicEntry: true },
    '_react.js': { file: 'assets/react.js' },
    '_arrow.js': { file: 'assets/arrow.js', imports: ['_react.js'] },
    'scenes/s11-embedding/picture.tsx': {
      file: 'assets/s11.js',
      src: 'scenes/s11-embedding/picture.tsx',
      isDynamicEntry: true,
      imports: ['_react.js', '_arrow.js', 'index.html'],
      dynamicImports: ['scenes/s11-embedding/later.ts'],
      css: ['assets/s11.css'],
    },
  }

  test('[PAGE-5] a scene brings its chunk, its styles and what they import, but neither what the page loads anyway nor what comes later', () => {
    expect(chunkLinks(manifest, 's11-')).toEqual({
      modules: ['/assets/s11.js', '/assets/arrow.js'],
      styles: ['/assets/s11.css'],
    })
  })

  test.each([[null], [{}], [{ a: 1 }], [[]], ['x']])('[PAGE-5] %j as a manifest gives no links', (broken) => {
    expect(chunkLinks(broken, 's11-')).toEqual({ modules: [], styles: [] })
  })
})
