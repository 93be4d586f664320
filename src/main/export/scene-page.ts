import { createHash } from 'node:crypto'
import { type SavedPage, savedBlocks } from '../../shared/saved'
import { block, inlineScript, text } from './html'

/** What the build made for saved pages. */
export interface PageCode {
  readonly script: string
  readonly style: string
}

/** A scene of a talk, with all that its page has to hold. */
export interface SceneContents {
  /** Of the whole talk. */
  readonly title: string
  readonly page: SavedPage
  /** The body of `/api/snapshot`, with the scene's own topics. */
  readonly snapshot: string
  /** The embedding's address in the snapshot, and its bytes, gzipped; null where the scene has none. */
  readonly embedding: { readonly url: string; readonly gzip: Buffer } | null
}

/** A scene as one file that asks for nothing: its policy lets it run this script, use this style and load nothing. Pure. */
export function scenePage(contents: SceneContents, code: PageCode): string {
  const { title, page, snapshot, embedding } = contents
  const script = inlineScript(code.script)
  const name = page.talk.find(({ n }) => n === page.scene)?.title ?? ''
  const points = embedding
    ? `<script type="application/gzip" id="${savedBlocks.embedding}" data-url="${text(embedding.url)}">${embedding.gzip.toString('base64')}</script>\n`
    : ''
  return `<!doctype html>
<html lang="en" data-theme="${page.theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, code.style)}">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${text(`${page.scene} ${name} · ${title}`)}</title>
<style>${code.style}</style>
</head>
<body>
<div id="root"></div>
<noscript>This page draws its data with a script; allow it to see them.</noscript>
<script type="application/json" id="${savedBlocks.page}">${block(JSON.stringify(page))}</script>
<script type="application/json" id="${savedBlocks.snapshot}">${block(snapshot)}</script>
${points}<script type="module">${script}</script>
</body>
</html>
`
}

/** Fonts and pictures stand in the style and come from the script itself. */
function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'font-src data:',
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** Source: https://www.w3.org/TR/CSP3/#match-element-to-source-list */
export function hashOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`
}
