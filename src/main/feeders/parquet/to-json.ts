import { tableFromIPC } from 'apache-arrow'
import { textColumns } from './columns'

/** An embedding's stream by column as JSON: `{"rows": n, "columns": {"x": […], …}}`. */
export function jsonOf(stream: Uint8Array): Uint8Array<ArrayBuffer> {
  const table = tableFromIPC(stream)
  const columns = table.schema.fields.map(({ name }) => {
    const values: unknown[] = []
    for (const value of table.getChild(name) ?? []) values.push(value)
    return `${JSON.stringify(name)}:[${values.map(render(name)).join(',')}]`
  })
  return new TextEncoder().encode(`{"rows":${table.numRows},"columns":{${columns.join(',')}}}`)
}

function render(name: string): (value: unknown) => string {
  if (textColumns.some((text) => text === name)) {
    const quoted = new Map<unknown, string>()
    return (value) => {
      const known = quoted.get(value)
      if (known !== undefined) return known
      const text = JSON.stringify(value)
      quoted.set(value, text)
      return text
    }
  }
  return (value) => (typeof value === 'number' && !Number.isInteger(value) ? shortest(value) : String(value))
}

/** The fewest digits that give the same float32 back. */
function shortest(value: number): string {
  for (const digits of [6, 7, 8]) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return String(Number(text))
  }
  return String(Number(value.toPrecision(9)))
}
