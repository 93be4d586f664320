import type { Kiosk } from './browser'

/**
 * Resolves when the talk is over: at `end`, which closes the window too, or when the presenter closes the window.
 * Where the browser ended by itself, that is said, and the server goes on until `end`.
 */
export async function untilLeft(kiosk: Kiosk, end: Promise<void>, say: (sentence: string) => void): Promise<void> {
  void end.then(() => kiosk.close())
  const { ok, message } = await kiosk.closed
  if (ok) return
  say(`the browser ended by itself (${message || 'no reason given'}): open the address in another one`)
  await end
}
