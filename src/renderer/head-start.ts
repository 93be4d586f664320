/** What the first frame waits for, asked for before the rest of the script is set up: the first import of `main.tsx`. */

/** The face that labels are measured with. Never rejects. */
export const fonts: Promise<unknown> = document.fonts.load("16px 'Inter Variable'", 'a0').catch(() => [])

// Who has no role yet would be refused: the head does not ask for them either.
const asked = document.querySelector('link[rel="preload"][href="/api/snapshot"]') ? request() : null

/** The text of the snapshot that the page's head has asked for; empty where it cannot be had. Never rejects. */
export const snapshotText = (): Promise<string> => (asked ?? request()).catch(() => '')

async function request(): Promise<string> {
  if (window.lectern) return window.lectern.snapshot()
  // Bare, as the preload link asks: with any option the browser would ask twice.
  const response = await fetch('/api/snapshot')
  return response.ok ? response.text() : ''
}
