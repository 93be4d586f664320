/** What an address may bring in its fragment, where no server and no log sees it: a token, or a code that is good once. */
export function credentialOf(hash: string): { readonly token: string } | { readonly code: string } | null {
  const fragment = new URLSearchParams(hash.replace(/^#/, ''))
  const token = fragment.get('token')
  if (token) return { token }
  const code = fragment.get('code')
  return code ? { code } : null
}

/**
 * Trades what the address brought for a cookie and takes it out of the address.
 * True where the page must be asked for anew, because it is somebody else's now.
 */
export async function join(location: Location, history: History): Promise<boolean> {
  const credential = credentialOf(location.hash)
  if (!credential) return false
  history.replaceState(null, '', location.pathname + location.search)
  try {
    const answer = await fetch('/join', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credential),
    })
    return answer.ok
  } catch {
    return false // the server is away; the connection says so
  }
}
