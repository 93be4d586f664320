import { type Role, roles } from '../../shared/wire'
import { UsageError } from './usage-error'

/** The tokens that were given; those of the other roles are made at the start. */
export type GivenTokens = { readonly [role in Role]?: string }

/** A flag goes before the environment, where what is empty was not given. @throws {UsageError} where a token cannot be one, or is two roles' */
export function givenTokens(
  flags: { readonly [role in Role]: string | undefined },
  env: NodeJS.ProcessEnv,
): GivenTokens {
  /** Which flag or variable each token came from. */
  const names = new Map<string, string>()
  const tokens: { [role in Role]?: string } = {}
  for (const role of roles) {
    const flag = flags[role]
    const variable = `LECTERN_${role.toUpperCase()}_TOKEN`
    const [name, value] = flag === undefined ? [variable, env[variable]] : [`--${role}-token`, flag]
    if (value === undefined || (flag === undefined && value === '')) continue
    if (!/^[\x21-\x7e]{1,256}$/.test(value)) {
      throw new UsageError(`${name}: use 1 to 256 printable ASCII characters without spaces`)
    }
    const other = names.get(value)
    if (other !== undefined) {
      throw new UsageError(`${other} and ${name} are the same token; a token says which role somebody has, so give two`)
    }
    names.set(value, name)
    tokens[role] = value
  }
  return tokens
}
