/** A text's rectangle, in pixels from its column's top left corner. */
export interface TextBox {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The parts of a vertical line at `x`, from top to bottom, that meet no text. `boxes` are in the order of their tops. */
export function partsBeside(
  x: number,
  top: number,
  bottom: number,
  boxes: readonly TextBox[],
): readonly (readonly [from: number, to: number])[] {
  const parts: [number, number][] = []
  let from = top
  for (const box of boxes) {
    if (x < box.left || x > box.right) continue
    if (box.top > from) parts.push([from, box.top])
    from = Math.max(from, box.bottom)
  }
  if (bottom > from) parts.push([from, bottom])
  return parts
}
