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
    return { error: `line ${line}, column ${column}: ${foundAt(plain, at)}` }
  }
}

/** A JSON text as a value, for a schema to judge; null where it is none. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `parseJson` of a text that is one line of several: which one it is, its reader knows. */
export function parseJsonLine(text: string): { readonly value: unknown } | { readonly error: string } {
  const parsed = parseJson(text)
  return 'error' in parsed ? { error: parsed.error.replace(/^line 1, /, '') } : parsed
}

/** Python's `json.dumps` writes what is no number as JavaScript does, and no JSON text has it. */
const NO_NUMBER = /-?(?:NaN|Infinity)\b/y

function foundAt(text: string, at: number): string {
  NO_NUMBER.lastIndex = at
  const noNumber = NO_NUMBER.exec(text)?.[0]
  if (noNumber) return `${noNumber} is not JSON; leave such a value out`
  return at < text.length ? `unexpected ${JSON.stringify(text[at])}` : 'the text ends too early'
}

const SPACE = /[ \t\n\r]*/y
// A piece at a time: one pattern for a whole string keeps a way back for each character, and of a long one the stack ends.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in a string
const PLAIN = /[^"\\\u0000-\u001f]{1,4096}/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Index of the first character that no JSON text could have there. */
function breakOf(text: string): number {
  let at = 0
  const open: ('{' | '[')[] = []
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    if (!pattern.test(text)) return false
    at = pattern.lastIndex
    return true
  }
  const skipString = (): boolean => {
    const start = at
    if (text[at] !== '"') return false
    at += 1
    while (skip(PLAIN) || skip(ESCAPE));
    if (text[at] === '"') at += 1
    else at = start
    return at > start
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
      if (!skipString()) return at
      skip(SPACE)
      if (text[at] !== ':') return at
      at += 1
      state = 'value'
    } else if (char === '{' || char === '[') {
      open.push(char)
      at += 1
      state = char === '{' ? 'first-key' : 'first-item'
    } else if (skipString() || skip(WORD)) state = 'after'
    else return at
  }
}
