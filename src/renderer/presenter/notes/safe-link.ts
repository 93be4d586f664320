/** An address that a note may lead to; null for everything that is not plain web or mail. */
export function safeLink(href: string): string | null {
  try {
    const url = new URL(href)
    return ['https:', 'http:', 'mailto:'].includes(url.protocol) ? url.href : null
  } catch {
    return null // relative ones lead nowhere: the notes have no place of their own
  }
}
