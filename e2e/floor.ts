const preloads = (urls: readonly string[]) =>
  urls.map((url) => `<link rel="preload" as="fetch" crossorigin href="${url}">`).join('')

/** The fastest page there can be: it loads the same bytes, and paints one rectangle when they are there. */
export function floorPage(urls: readonly string[]): string {
  return `<!doctype html>${preloads(urls)}<body><script>
    Promise.all(${JSON.stringify(urls)}.map((url) => fetch(url).then((answer) => answer.arrayBuffer()))).then(() => {
      const canvas = document.body.appendChild(document.createElement('canvas'))
      const pen = canvas.getContext('2d')
      pen.fillStyle = 'teal'
      pen.fillRect(0, 0, 300, 150)
    })</script>`
}

/** The same page, whose rectangle the script at `src` paints. */
export const scriptedFloor = (urls: readonly string[], src: string) =>
  `<!doctype html>${preloads(urls)}<body><script type="module" src="${src}"></script>`

/** Of what a page asked for, the bytes that its first frame needs. */
export function firstFrameBytes(requests: readonly string[]): string[] {
  return requests.filter((url) => /\.(js|css|woff2|arrow)$|\/api\/snapshot$/.test(url) && !/gpu|painter-/.test(url))
}
