import type { DeckCommand } from '../../shared/deck'
import { jsonOrNull } from '../../shared/json-text'

/** What the presenter's pages ask of the server. */
export type Command =
  | DeckCommand
  | { readonly command: 'mark'; readonly label: string }
  | { readonly command: 'record'; readonly action: 'start' | 'stop' }
  | { readonly command: 'dismiss'; readonly alert: string }
  | ({ readonly command: 'replay' } & ReplayOrder)

/** What is asked of the player of a recording. */
export type ReplayOrder =
  | { readonly action: 'toggle' }
  | { readonly action: 'seek'; readonly position_s: number }
  | { readonly action: 'jump'; readonly to: 'next' | 'previous'; readonly kind: 'scene' | 'marker' }
  | { readonly action: 'step'; readonly to: 'next' | 'previous' }
  | { readonly action: 'speed'; readonly speed: number }
  | { readonly action: 'loop' | 'skip_idle'; readonly on: boolean }

export type Answer =
  /** `offset` of the deck that holds what was commanded, where it was a command to the deck. */
  | { readonly kind: 'done'; readonly offset: number | null }
  /** The server said no, in one sentence. */
  | { readonly kind: 'refused'; readonly error: string }
  /** No server answered, or none in time: it may have done what it was asked. */
  | { readonly kind: 'away' }

export type SendCommand = (command: Command) => Promise<Answer>

/** Without an answer for so long, there is none, in milliseconds. */
const ANSWER_MS = 5_000

/** Over HTTP, whatever carries the stream: an answer belongs to its command. Never rejects. */
export const postCommand: SendCommand = async (command) => {
  try {
    const response = await fetch('/api/command', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    return await answerOf(response)
  } catch {
    return { kind: 'away' }
  }
}

/** A proxy without its server, or a server that is ending: it will be back. */
const AWAY: readonly number[] = [502, 503, 504]

/** What a response says of the command. Never rejects: the status counts where the body breaks off. */
export async function answerOf(response: Response): Promise<Answer> {
  if (AWAY.includes(response.status)) return { kind: 'away' }
  const body = jsonOrNull(await response.text().catch(() => ''))
  if (response.ok) return { kind: 'done', offset: offsetIn(body) }
  return { kind: 'refused', error: errorIn(body) ?? `the server answered ${response.status}` }
}

function offsetIn(body: unknown): number | null {
  return typeof body === 'object' && body !== null && 'offset' in body ? Number(body.offset) : null
}

function errorIn(body: unknown): string | null {
  return typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : null
}
