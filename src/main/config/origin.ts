/** The origin that a text names, with or without the slash at its end; null where it is none, or says more than one. */
export function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  return url.href === `${url.origin}/` ? url.origin : null
}
