import type { Role } from '../shared/wire'

/** What opens a page: a token, or a code that is good once. */
export type Credential = { readonly token: string } | { readonly code: string }
export type Traded = { readonly role: Role } | { readonly error: string }

/** What an address brings in its fragment, where no server and no log sees it. */
export function credentialOf(hash: string): Credential | null {
  const fragment = new URLSearchParams(hash.replace(/^#/, ''))
  const token = fragment.get('token')
  if (token) return { token }
  const code = fragment.get('code')
  return code ? { code } : null
}

/** Trades a credential for a cookie. Never rejects. */
export async function trade(credential: Credential): Promise<Traded> {
  try {
    const answer = await fetch('/join', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credential),
    })
    return tradedBy(await answer.json())
  } catch {
    return { error: 'the server does not answer' }
  }
}

function tradedBy(body: unknown): Traded {
  if (typeof body !== 'object' || body === null) return { error: 'the server answered nothing of use' }
  if ('role' in body && (body.role === 'presenter' || body.role === 'audience')) return { role: body.role }
  return { error: 'error' in body ? String(body.error) : 'the server answered nothing of use' }
}
