/** The address of a server as a browser takes it. */
export function addressOf(scheme: 'http' | 'https', host: string, port: number): string {
  const bare = host.replace(/^\[|\]$/g, '')
  return `${scheme}://${bare.includes(':') ? `[${bare}]` : bare}:${port}`
}
