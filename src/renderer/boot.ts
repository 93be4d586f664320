import { type Boot, parseBoot } from '../shared/boot'
import type { Scene } from './scenes/scene'

/** What this page is: the server's word and the address, read once. */
export interface Page extends Omit<Boot, 'scenes'> {
  /** The talk's scenes in their order; at least one. */
  readonly talk: readonly [Scene, ...Scene[]]
  /** The scene of the address; it neither follows the deck nor moves it. */
  readonly pinned: number | null
  /** True where this page's keys move the talk itself. */
  readonly commands: boolean
}

/** `search` is the address's query, `bootText` what stands in the page's boot block. */
export function readPage(bootText: string | null, search: string, scenes: readonly [Scene, ...Scene[]]): Page {
  const boot = parseBoot(bootText)
  const query = new URLSearchParams(search)
  const asked = Number(query.get('scene') || Number.NaN)
  const pinned = scenes.find(({ n }) => n === asked)
  const known = boot.scenes.flatMap((n) => scenes.find((scene) => scene.n === n) ?? [])
  const listed = pinned && !known.includes(pinned) ? [pinned, ...known] : known
  const [first = scenes[0], ...rest] = listed
  const transport = boot.transports.find((name) => name === query.get('transport'))
  return {
    ...boot,
    transports: transport ? [transport] : boot.transports,
    talk: [first, ...rest],
    pinned: pinned?.n ?? null,
    // A listener's page sends nothing, whoever holds it.
    commands: boot.role === 'presenter' && boot.view !== 'audience' && !pinned,
  }
}
