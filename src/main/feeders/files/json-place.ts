import { LineCounter, parseDocument } from 'yaml'

/** Reading a text with its places takes about 2 ms for each thousand characters; beyond this it would hold others up. */
const MOST = 8 * 1024

/**
 * Where in a JSON text the value at `path` stands, or the nearest that holds it: `line 2, column 14: `, from 1.
 * Empty for a long text. JSON is YAML, whose reader keeps the places.
 */
export function jsonPlace(text: string, path: readonly PropertyKey[]): string {
  if (text.length > MOST) return ''
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false })
  const keys = path.map((key) => (typeof key === 'symbol' ? String(key) : key))
  for (;;) {
    const node = document.getIn(keys, true)
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null
    const offset = Array.isArray(range) && typeof range[0] === 'number' ? range[0] : null
    if (offset !== null) {
      const { line, col } = lines.linePos(offset)
      return `line ${line}, column ${col}: `
    }
    if (keys.pop() === undefined) return ''
  }
}
