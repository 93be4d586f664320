import type { ThemeName } from '../../shared/backgrounds'
import { savedFile } from '../../shared/saved'
import { text } from './html'
import { hashOf } from './scene-page'

/** The list of a talk's saved scenes. */
export interface IndexContents {
  readonly title: string
  readonly theme: ThemeName
  readonly savedAt: string
  readonly scenes: readonly { readonly n: number; readonly title: string; readonly headline: string | null }[]
}

const ownStyle = `
body { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; line-height: 1.5 }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2 }
p { margin: .25rem 0 2rem; color: var(--muted) }
ol { margin: 0; padding: 0; list-style: none }
a { display: grid; grid-template-columns: 2.5rem 1fr; padding: .9rem 0; border-top: 1px solid var(--faint); color: inherit; text-decoration: none }
b { color: var(--accent) }
small { grid-column: 2; color: var(--muted); font-size: .95rem }
a:hover span, a:focus-visible span { text-decoration: underline }
`

/** The way to the pages, with what each of them says; without a script. `pageStyle` is the pages' own: themes and font. Pure. */
export function indexPage({ title, theme, savedAt, scenes }: IndexContents, pageStyle: string): string {
  const style = pageStyle + ownStyle
  const items = scenes.map(({ n, title: name, headline }) => {
    const says = headline === null ? '' : `<small>${text(headline)}</small>`
    return `<li><a href="${savedFile(n)}"><b>${n}</b><span>${text(name)}</span>${says}</a></li>`
  })
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(style)}'; font-src data:; base-uri 'none'; form-action 'none'">
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
