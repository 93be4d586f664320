import { SESSION_S, type SessionRole } from './sessions'

/** Cookies know no ports: the name keeps two servers of one machine apart. */
export function cookieName(port: number): string {
  return `lectern_${port}`
}

/** The value of a cookie in a `Cookie` header; null where it is not there. */
export function readCookie(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value !== undefined && /^[\w-]{1,64}$/.test(value)) return value
  }
  return null
}

/** A session's `Set-Cookie`. The audience's is sent along when a link to the talk is followed from elsewhere, a presenter's never. */
export function sessionCookie(port: number, id: string, role: SessionRole, scheme: 'http' | 'https'): string {
  const sameSite = role === 'presenter' ? 'Strict' : 'Lax'
  const secure = scheme === 'https' ? '; Secure' : ''
  return `${cookieName(port)}=${id}; Path=/; Max-Age=${SESSION_S}; HttpOnly; SameSite=${sameSite}${secure}`
}
