import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

/** A rule as a test's title states it: `[CACHE-2] an old offset is ignored`. */
export interface Rule {
  readonly id: string
  /** `CACHE` of `CACHE-2`. */
  readonly area: string
  readonly number: number
  readonly sentence: string
  /** Where it stands, for whoever has to mend it. */
  readonly place: string
}

/** Where tests stand. */
export const testFolders = ['src', 'e2e', 'scripts'] as const

const TITLE = /^\[(([A-Z]+(?:-[A-Z]+)*)-(\d+))\]\s+([\s\S]+)$/
const TEST = /\.(test|e2e)\.tsx?$/

/** The rules of all tests below these folders, in the order of their ids; the same sentence of an id once. */
export function rulesOf(root: string, folders: readonly string[]): Rule[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  )
  const kits = files.filter((file) => /[\\/]testing[\\/].*\.tsx?$/.test(file)) // a contract suite may stand in a kit
  const tests = files.filter((file) => TEST.test(file))
  const rules = [...tests, ...kits].sort().flatMap((file) => rulesIn(readFileSync(file, 'utf8'), relative(root, file)))
  const unique = new Map(rules.map((rule) => [`${rule.id} ${rule.sentence}`, rule]))
  return [...unique.values()].sort((a, b) => a.area.localeCompare(b.area, 'en') || a.number - b.number)
}

/** The rules that a test file's titles state. A title is the first argument of a call, whatever the call is. */
export function rulesIn(source: string, file: string): Rule[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const rules: Rule[] = []
  const visit = (node: ts.Node, subject: string | null): void => {
    const title = ts.isCallExpression(node) && node.arguments[0] ? textOf(node.arguments[0]) : null
    const match = title === null ? null : TITLE.exec(title)
    if (match) {
      const [, id = '', area = '', number = '', text = ''] = match
      const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1
      const rows = text === '…' ? rowTitles(node) : []
      const sentence =
        rows.length > 0 ? sentenceOf(`${subject ?? area}: ${rows.join('; ')}`) : sentenceOf(text, subject)
      rules.push({ id, area, number: Number(number), sentence, place: `${file}:${line}` })
    }
    const isDescribe = ts.isCallExpression(node) && /^describe\b/.test(node.expression.getText())
    ts.forEachChild(node, (child) => visit(child, isDescribe ? title : subject))
  }
  visit(tree, null)
  return rules
}

/** What each run of a test fills in stands as `…`. */
function textOf(node: ts.Expression): string | null {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return null
  const text = ts.isStringLiteralLike(node)
    ? node.text
    : [node.head.text, ...node.templateSpans.map((span) => `…${span.literal.text}`)].join('')
  return text.replace(/%[sdifjoO#]|(?<=\s|\(|^)\$[\w.]+/g, '…')
}

/** Where a title is all filled in, what the rows of its table fill in first. */
function rowTitles(node: ts.Node): string[] {
  if (!ts.isCallExpression(node) || !ts.isCallExpression(node.expression)) return []
  const [table] = node.expression.arguments
  if (!table || !ts.isArrayLiteralExpression(table)) return []
  return table.elements.flatMap((row) => {
    const first = ts.isArrayLiteralExpression(row) ? row.elements[0] : row
    return first && ts.isStringLiteralLike(first) ? [first.text] : []
  })
}

/** First words of titles that go on where the title of their `describe` ends. */
const predicates = new Set(
  `are begins believes brings comes converges counts drifts ends gather gets gives goes hands has have holds ignores
  is keeps know leaves lets lines may name names never reads rejects resumes say says stand starts stays streams
  survives take takes tells that thins waits walks`.split(/\s+/),
)

/** A title as a sentence of its own: `subject` where it lacks one, and nothing of what only differs from run to run. */
export function sentenceOf(title: string, subject: string | null = null): string {
  const plain = title
    .replace(/\s*\([^()]*…[^()]*\)/g, '')
    .replace(/[:,]?\s*…$/, '')
    .replace(/^…[:,]?\s*/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const [first = ''] = plain.split(/\W/)
  const whole = predicates.has(first) ? `${subject?.replace(/(^| \w+) …$/, '') || 'it'} ${plain}` : plain
  // What is written as code keeps its letters.
  const upper = /^\p{L}[\p{L}’'-]*[ ,:;]/u.test(whole) ? whole.charAt(0).toUpperCase() + whole.slice(1) : whole
  return /[.!?]$/.test(upper) ? upper : `${upper}.`
}

/** True where a title says something of its own: words enough around what it fills in. */
export function isSentence(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /\p{L}{2,}|\d/u.test(word))
  return words.length >= 3 && text.length <= 800
}
