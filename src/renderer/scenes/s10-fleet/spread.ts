/**
 * Left ends for labels of these widths in a row: in their order, `gap` apart, within `from` and `to`, and together as
 * near to their wished-for centres as that allows. Null where they do not fit.
 */
export function spread(
  centres: readonly number[],
  widths: readonly number[],
  room: { readonly from: number; readonly to: number; readonly gap: number },
): number[] | null {
  const needed = widths.reduce((sum, width) => sum + width, 0) + room.gap * Math.max(0, widths.length - 1)
  if (needed > room.to - room.from) return null
  // Labels that would overlap become one block, which stands where its members on the whole want to be.
  const blocks: { count: number; wish: number; width: number }[] = []
  for (const [i, width] of widths.entries()) {
    let block = { count: 1, wish: (centres[i] ?? 0) - width / 2, width }
    for (
      let last = blocks.at(-1);
      last && startOf(last) + last.width + room.gap > startOf(block);
      last = blocks.at(-1)
    ) {
      blocks.pop()
      const shift = last.width + room.gap // how far the block's start lies right of the merged one's
      const count = last.count + block.count
      const wish = (last.wish * last.count + (block.wish - shift) * block.count) / count
      block = { count, wish, width: shift + block.width }
    }
    blocks.push(block)
  }
  const lefts: number[] = []
  for (const block of blocks) {
    let left = startOf(block)
    for (let i = 0; i < block.count; i++) {
      lefts.push(left)
      left += (widths[lefts.length - 1] ?? 0) + room.gap
    }
  }
  return lefts

  function startOf(block: { wish: number; width: number }): number {
    return Math.max(room.from, Math.min(block.wish, room.to - block.width))
  }
}
