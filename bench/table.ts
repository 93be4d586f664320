import type { Row } from './part'

/** Rows as a text table that is also Markdown. */
export function table(rows: readonly Row[]): string {
  const head = ['figure', 'Lectern', 'peer', 'ratio', 'goal', 'met']
  const lines = rows.map((row) => [
    row.figure,
    amount(row.value, row.unit),
    row.peer === null ? '' : `${row.peer}: ${amount(row.peerValue, row.unit)}`,
    row.ratio === null ? '' : row.ratio.toFixed(2),
    row.goal ?? '',
    row.met === null ? '' : row.met ? 'yes' : 'NO',
  ])
  const widths = head.map((word, i) => Math.max(word.length, ...lines.map((cells) => cells[i]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const remarks = rows.flatMap((row) => (row.remark === null ? [] : [`- ${row.figure}: ${row.remark}`]))
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(head), rule, ...lines.map(line), ...(remarks.length > 0 ? ['', ...remarks] : [])].join('\n')
}

function amount(value: number | null, unit: string): string {
  if (value === null) return '–'
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const number = Number.isInteger(value) ? value : Number(value.toFixed(digits))
  return `${number.toLocaleString('en-US')}${unit ? ` ${unit}` : ''}`
}
