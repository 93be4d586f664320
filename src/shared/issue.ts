import type { z } from 'zod'

/** What is wrong with a value, and where in it: a clause without the place. */
interface Wrong {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** A wrong that a union's other branches may add to; `allowed` is empty where the type is right and the value is not. */
interface Finding extends Wrong {
  readonly allowed: readonly string[]
  /** True where what is wrong is that nothing is there. */
  readonly missing: boolean
}

/** The first issue of a zod error; of a union, what would be allowed in its place. */
export function whatIsWrong(issues: readonly z.core.$ZodIssue[]): Wrong {
  return finding(issues)
}

function finding(issues: readonly z.core.$ZodIssue[]): Finding {
  const first = issues[0]
  if (!first) return { path: [], message: 'is not allowed', allowed: [], missing: false }
  if (first.code !== 'invalid_union' || first.errors.length === 0) {
    const message = first.message.replace(/^Invalid (?:input|option): /, '')
    return { path: first.path, message, allowed: allowedBy(first), missing: message.endsWith('received undefined') }
  }
  const { path, ...rest } = ofBranches(first.errors.map(finding))
  return { ...rest, path: [...first.path, ...path] }
}

/** The branch that got furthest says most about what was meant; of several there, one whose type fits. */
function ofBranches(branches: readonly Finding[]): Finding {
  const depth = Math.max(...branches.map(({ path }) => path.length))
  const deep = branches.filter(({ path }) => path.length === depth)
  const best = deep.find(({ allowed }) => allowed.length === 0) ?? deep.find(({ missing }) => !missing) ?? deep[0]
  if (!best || best.allowed.length === 0) return best ?? finding([])
  const place = best.path.join('.')
  const allowed = [...new Set(deep.filter(({ path }) => path.join('.') === place).flatMap((found) => found.allowed))]
  return allowed.length > best.allowed.length ? { ...best, allowed, message: `expected ${listed(allowed)}` } : best
}

function allowedBy(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_type') return [issue.expected]
  return issue.code === 'invalid_value' ? issue.values.map((value) => JSON.stringify(value)) : []
}

function listed(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join()
}
