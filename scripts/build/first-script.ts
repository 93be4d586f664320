import type { Plugin } from 'vite'

/**
 * Makes the chunk `name` a script of its own before the page's: it runs while the rest is still being read.
 * Of several scripts in the HTML, Vite would make one.
 */
export function firstScript(name: string): Plugin {
  const preload = new RegExp(`\\s*<link rel="modulepreload"[^>]* href="([^"]*/${name}-[^"]*)">`)
  return {
    name: 'lectern:first-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const [link, href] = preload.exec(html) ?? []
        if (!link) throw new Error(`the page has no chunk ${name}`)
        const first = `<script type="module" crossorigin src="${href}"></script>\n    `
        return html.replace(link, '').replace('<script type="module"', `${first}<script type="module"`)
      },
    },
  }
}
