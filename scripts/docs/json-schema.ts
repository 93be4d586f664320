import { z } from 'zod'

/** Of a JSON Schema what the schemas of this project use. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly format?: string
  readonly default?: unknown
}

/** What a schema takes, before it transforms anything. */
export function schemaOf(schema: z.core.$ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema // the library's type has all keywords of all drafts
}

/** What stands for a field of this name wherever it occurs, where its form is told elsewhere. */
export type Known = Readonly<Record<string, string>>

/** What a value may be, in words. */
export function words(schema: JsonSchema, known: Known = {}): string {
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' or ')
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return branches.map((branch) => words(branch, known)).join(' or ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => words({ ...schema, type }, known)).join(' or ')
  switch (schema.type) {
    case 'string':
      return text(schema)
    case 'boolean':
      return 'true or false'
    case 'null':
      return 'null'
    case 'integer':
      return number(schema, 'whole number')
    case 'number':
      return number(schema, 'number')
    case 'array':
      return array(schema, known)
    case 'object':
      return object(schema, known)
    default:
      return 'any value'
  }
}

/** The fields of an object, each as `name`, or `name?` where it may be absent, and what it may be. */
export function fields(schema: JsonSchema, known: Known = {}): { name: string; what: string }[] {
  return Object.entries(schema.properties ?? {}).map(([name, value]) => ({
    name: schema.required?.includes(name) ? name : `${name}?`,
    what: known[name] ?? words(value, known),
  }))
}

function literal(value: unknown): string {
  return `\`${JSON.stringify(value)}\``
}

function text({ format, maxLength }: JsonSchema): string {
  if (format === 'uri') return 'an address'
  return maxLength === undefined ? 'text' : `text of at most ${count(maxLength)} characters`
}

function number({ minimum, exclusiveMinimum, maximum }: JsonSchema, name: string): string {
  const least = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? null : minimum
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? null : maximum
  if (least !== null && most !== null) return `${name}, ${count(least)} to ${count(most)}`
  if (exclusiveMinimum !== undefined) return `${name} above ${exclusiveMinimum}`
  if (least !== null) return `${name}, ${least} or more`
  return name
}

function array({ items, prefixItems, minItems, maxItems }: JsonSchema, known: Known): string {
  if (prefixItems) return `[${prefixItems.map((item) => words(item, known)).join(', ')}]`
  const bounds = maxItems === undefined ? '' : ` of ${minItems ?? 0} to ${count(maxItems)} items`
  return `list${bounds}, each ${items ? words(items, known) : 'any value'}`
}

function object(schema: JsonSchema, known: Known): string {
  const { additionalProperties: rest } = schema
  if (!schema.properties && typeof rest === 'object') return `{name: ${words(rest, known)}}`
  const inside = fields(schema, known).map(({ name, what }) => `\`${name}\` ${what}`)
  return `{${inside.join('; ')}}`
}

/** 4096 as `4,096`, a large power of ten as one. */
export function count(value: number): string {
  const power = Math.log10(Math.abs(value))
  if (power >= 9 && Number.isInteger(power)) return `${value < 0 ? '−' : ''}10^${power}`
  return value.toLocaleString('en')
}
