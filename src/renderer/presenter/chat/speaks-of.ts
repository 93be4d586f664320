import { SCENE_MENTION } from '../../../shared/surface-wire'

/** A piece of an answer: text, or the mention of a scene of this talk. */
export type Piece = { readonly text: string; readonly scene: number | null }

/** An answer cut at its mentions of scenes ("scene 9"), so that each is one click away. The pieces' texts make the answer. */
export function piecesOf(answer: string, talk: readonly number[]): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of answer.matchAll(SCENE_MENTION)) {
    const scene = Number(match[1])
    if (!talk.includes(scene)) continue
    if (match.index > from) pieces.push({ text: answer.slice(from, match.index), scene: null })
    pieces.push({ text: match[0], scene })
    from = match.index + match[0].length
  }
  if (from < answer.length) pieces.push({ text: answer.slice(from), scene: null })
  return pieces
}
