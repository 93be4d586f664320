/** What the first frame waits for, asked for and read while the page's own script is still on its way: it runs before that. */

const face = () => document.fonts.load("16px 'Inter Variable'", 'a0').catch(() => [])
const early = face()

/** The face that labels are measured with. Never rejects. */
export async function fonts(): Promise<void> {
  // Not every browser lets a script wait for the style that names the face: what came before it asks again.
  if ((await early).length === 0) await face()
}

// Who has no role yet would be refused: the head does not ask for them either.
const asked = document.querySelector('link[rel="preload"][href="/api/snapshot"]') ? request() : null

/** The body of `/api/snapshot`, unchecked; null where it cannot be had. Never rejects. */
export const snapshot = (): Promise<unknown> => asked ?? request()

async function request(): Promise<unknown> {
  try {
    if (window.lectern) return JSON.parse(await window.lectern.snapshot())
    // Bare, as the preload link asks: with any option the browser would ask twice.
    const response = await fetch('/api/snapshot')
    return response.ok ? await response.json() : null
  } catch {
    return null // nobody waits for it yet who could be told
  }
}
