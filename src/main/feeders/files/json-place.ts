/** A JSON text as a value, or where it breaks, as line and column from 1: V8 does not always say it. */
export function parseJson(text: string): { readonly value: unknown } | { readonly error: string } {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  try {
    const value: unknown = JSON.parse(plain)
    return { value }
  } catch {
    const at = breakOf(plain)
    const before = plain.slice(0, at)
    const line = before.split('\n').length
    const column = at - before.lastIndexOf('\n')
    const found = at < plain.length ? `unexpected ${JSON.stringify(plain[at])}` : 'the text ends too early'
    return { error: `line ${line}, column ${column}: ${found}` }
  }
}

const SPACE = /[ \t\n\r]*/y
const SCALAR =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in a string
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Index of the first character that no JSON text could have there. */
function breakOf(text: string): number {
  let at = 0
  const open: ('{' | '[')[] = []
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) at += match[0].length
    return match !== null
  }
  let state: 'value' | 'first-key' | 'key' | 'first-item' | 'after' = 'value'
  for (;;) {
    skip(SPACE)
    const char = text[at]
    const inside = open.at(-1)
    if (char === undefined) return at
    if (state === 'after') {
      if (inside === undefined) return at
      if (char === ',') state = inside === '{' ? 'key' : 'value'
      else if (char === (inside === '{' ? '}' : ']')) open.pop()
      else return at
      at += 1
    } else if ((state === 'first-key' && char === '}') || (state === 'first-item' && char === ']')) {
      open.pop()
      at += 1
      state = 'after'
    } else if (state === 'first-key' || state === 'key') {
      if (char !== '"' || !skip(SCALAR)) return at
      skip(SPACE)
      if (text[at] !== ':') return at
      at += 1
      state = 'value'
    } else if (char === '{' || char === '[') {
      open.push(char)
      at += 1
      state = char === '{' ? 'first-key' : 'first-item'
    } else if (skip(SCALAR)) state = 'after'
    else return at
  }
}
