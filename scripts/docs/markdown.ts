/** A table; `|` in a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

const part = (name: string) => new RegExp(`(<!-- generated: ${name} -->\n)[\\s\\S]*?(\n<!-- end: ${name} -->)`)

/** The document with its generated parts made anew; throws where it has no place for one, or a place that nobody fills. */
export function withGenerated(markdown: string, parts: Readonly<Record<string, string>>): string {
  const places = [...markdown.matchAll(/<!-- generated: ([\w-]+) -->/g)].map(([, name]) => name ?? '')
  const orphan = places.find((name) => !Object.hasOwn(parts, name))
  if (orphan) throw new Error(`nothing generates "${orphan}"`)
  return Object.entries(parts).reduce((text, [name, content]) => {
    if (!part(name).test(text)) throw new Error(`there is no place for "${name}"`)
    return text.replace(part(name), (_all, begin: string, end: string) => `${begin}\n${content}\n${end}`)
  }, markdown)
}

export interface CodeBlock {
  readonly language: string
  readonly code: string
  /** Of its first line, from 1. */
  readonly line: number
}

/** The fenced blocks of a document. */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ 1: language = '', 2: code = '', index }) => ({
    language,
    code,
    line: markdown.slice(0, index).split('\n').length + 1,
  }))
}

/** The addresses that a document links to, code left out. */
export function links(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, to]) => to ?? '')
}

/** The anchors that GitHub gives to a document's headings. */
export function anchors(markdown: string): Set<string> {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '')
  const named = [...prose.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id ?? '')
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
  return new Set([...named, ...headings])
}
