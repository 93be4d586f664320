import { type Boot, type Talk, views } from '../../shared/boot'
import { LARGE_SCREENS, SAMPLE_POINTS, SMALL_SCREENS, sampleUrl } from '../../shared/embedding-sample'
import { topics } from '../../shared/topics'
import type { ChunkLinks } from './manifest'

/** The scene that draws the embedding. */
export const embeddingScene = topics.embedding_snapshot.scene

/** What the page's head says of what it will need. */
export interface Head {
  readonly boot: Boot
  /** Addresses that the page's script will fetch. */
  readonly fetches: readonly string[]
  readonly scatter: ChunkLinks
  /** What of the embedding the page will fetch, by its screen; nothing where it needs none soon. */
  readonly embedding: readonly CloudLink[]
  /** True where the first frame has the embedding in it. Else its megabytes wait for what the first frame needs. */
  readonly scatterFirst: boolean
}

/** An embedding's address, and the screens that it is for where it is not for all. */
export interface CloudLink {
  readonly href: string
  readonly media?: string
}

/** A small screen, and who asked its browser to save data, get the sample of an embedding that is larger than that. */
export function cloudLinks(embedding: { url: string; rows: number } | null, savesData: boolean): readonly CloudLink[] {
  if (!embedding) return []
  const { url, rows } = embedding
  if (rows <= SAMPLE_POINTS) return [{ href: url }]
  if (savesData) return [{ href: sampleUrl(url) }]
  return [
    { href: url, media: LARGE_SCREENS },
    { href: sampleUrl(url), media: SMALL_SCREENS },
  ]
}

/** The view of a page that does not name one: the room's own screen for who holds the presenter's hands, else the audience's. */
export function viewOf(asked: unknown, presenter: boolean): Boot['view'] {
  return views.find((view) => view === asked) ?? (presenter ? 'stage' : 'audience')
}

/** True where a page draws the embedding soon: never in a talk without its scene, and a phone does not fetch megabytes for a scene that is not near. */
export function needsEmbedding(
  view: Boot['view'],
  scene: string | undefined,
  deckScene: number | null,
  talk: Talk,
): boolean {
  if (Number(scene) === embeddingScene) return true
  if (view !== 'audience') return talk.scenes.some((n) => n === embeddingScene)
  if (scene !== undefined) return false
  const at = Math.max(0, deckScene === null ? 0 : talk.scenes.indexOf(deckScene))
  return talk.scenes.slice(at, at + 2).some((n) => n === embeddingScene)
}

/** `index.html` with what this page needs in its head. Pure: what is not known at its time is fetched by the script. */
export function renderPage(html: string, { boot, fetches, scatter, embedding, scatterFirst }: Head): string {
  const link = (kind: string) => (href: string) => `<link ${kind} href="${attribute(href)}">`
  const cloud = (kind: string) =>
    embedding.map(({ href, media }) => link(media ? `${kind} media="${media}"` : kind)(href))
  const links = [
    ...fetches.map(link('rel="preload" as="fetch" crossorigin')),
    ...scatter.styles.map(link('rel="stylesheet" crossorigin')),
  ]
  // A browser keeps six connections to a server: what is for later stands behind the page's own script, and is not compiled.
  const later: string[] = []
  if (scatterFirst) {
    links.push(...cloud('rel="preload" as="fetch" crossorigin'))
    links.push(...scatter.modules.map(link('rel="modulepreload" crossorigin')))
  } else {
    later.push(...cloud('rel="preload" as="fetch" crossorigin fetchpriority="low"'))
    later.push(...scatter.modules.map(link('rel="preload" as="script" crossorigin fetchpriority="low"')))
  }
  // `<` escaped, no `</script>` and no `<!--` in a title can end the block.
  const json = JSON.stringify(boot).replaceAll('<', '\\u003c')
  const head = [...links, `<script type="application/json" id="boot">${json}</script>`].join('\n    ')
  const themed = html.replace(/<html\b[^>]*>/i, (tag) => withTheme(tag, boot.theme))
  const titled = themed.replace(/<title>[^<]*<\/title>/i, () => `<title>${text(boot.title)}</title>`)
  const begun = titled.includes('<!--boot-->')
    ? titled.replace('<!--boot-->', () => head)
    : titled.replace(/<head\b[^>]*>/i, (tag) => `${tag}\n    ${head}`)
  return begun.replace(/<\/head>/i, (tag) => [...later, tag].join('\n    '))
}

function withTheme(tag: string, theme: string): string {
  return tag.replace(/\s+data-theme="[^"]*"/i, '').replace(/>$/, ` data-theme="${attribute(theme)}">`)
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;')
}
