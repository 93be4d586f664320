import { savedFile } from '../../shared/saved'
import { text } from './html'
import { hashOf } from './scene-page'

/** The list of a talk's saved scenes. */
export interface IndexContents {
  readonly title: string
  readonly theme: 'dark' | 'light' | 'contrast'
  readonly savedAt: string
  readonly scenes: readonly { readonly n: number; readonly title: string; readonly headline: string | null }[]
}

const style = `
:root { color-scheme: dark; --background: #0b0e14; --text: #f2f5fa; --muted: #a7b0c0; --faint: #2a3140; --accent: #56b4e9 }
[data-theme=light] { color-scheme: light; --background: #fafaf7; --text: #14171c; --muted: #4d5563; --faint: #d3d4ce; --accent: #0067a8 }
[data-theme=contrast] { --background: #000; --text: #fff; --muted: #d8d8d8; --faint: #4a4a4a; --accent: #7cd0ff }
body { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; background: var(--background); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
html { background: var(--background) }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2 }
p { margin: .25rem 0 2rem; color: var(--muted) }
ol { margin: 0; padding: 0; list-style: none }
a { display: grid; grid-template-columns: 2.5rem 1fr; padding: .9rem 0; border-top: 1px solid var(--faint); color: inherit; text-decoration: none }
b { color: var(--accent); font-variant-numeric: tabular-nums }
small { grid-column: 2; color: var(--muted); font-size: .95rem }
a:hover span, a:focus-visible span { text-decoration: underline }
`

/** The way to the pages, with what each of them says; without a script. Pure. */
export function indexPage({ title, theme, savedAt, scenes }: IndexContents): string {
  const items = scenes.map(({ n, title: name, headline }) => {
    const says = headline === null ? '' : `<small>${text(headline)}</small>`
    return `<li><a href="${savedFile(n)}"><b>${n}</b><span>${text(name)}</span>${says}</a></li>`
  })
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${text(title)}</h1>
<p>Saved on ${text(savedAt)}</p>
<ol>
${items.join('\n')}
</ol>
</body>
</html>
`
}
