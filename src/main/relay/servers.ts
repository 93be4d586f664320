/** Where NATS is, and who we are there. */
export interface NatsServers {
  readonly servers: readonly string[]
  readonly tls: boolean
  readonly login: { readonly user: string; readonly pass: string } | { readonly token: string } | null
}

/** `nats://[user:password@|token@]host[:port]`, several separated by commas; the first one's login counts. */
export function parseServers(text: string): NatsServers | { readonly error: string } {
  const urls = text.split(',').map((part) => (URL.canParse(part.trim()) ? new URL(part.trim()) : null))
  const [first] = urls
  const known = urls.every((url) => url && ['nats:', 'tls:'].includes(url.protocol) && url.hostname !== '')
  if (!first || !known) return { error: 'use an address like nats://127.0.0.1:4222, several separated by commas' }
  const [name, password] = [decoded(first.username), decoded(first.password)]
  if (name === null || password === null) return { error: 'the login is not percent-encoded' }
  return {
    servers: urls.flatMap((url) => (url ? [`${url.hostname}:${url.port || 4222}`] : [])),
    tls: urls.some((url) => url?.protocol === 'tls:'),
    login: name === '' ? null : password === '' ? { token: name } : { user: name, pass: password },
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The servers' names, for messages: a login never shows up in one. */
export function serverNames({ servers }: NatsServers): string {
  return servers.join(', ')
}
