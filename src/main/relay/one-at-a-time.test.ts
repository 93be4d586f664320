import { expect, test, vi } from 'vitest'
import { oneAtATime } from './one-at-a-time'

test('[RELAY-14] of decks that are said while one is on its way the newest alone follows it', async () => {
  const done: string[] = []
  const ends: (() => void)[] = []
  const say = oneAtATime(async ({ deck }: { deck: string }) => {
    await new Promise<void>((resolve) => ends.push(resolve))
    done.push(deck)
  })
  const begun = (count: number) => vi.waitFor(() => expect(ends).toHaveLength(count))
  for (const deck of ['a', 'b', 'c']) say({ deck })
  await begun(1)
  ends[0]?.()
  await begun(2)
  say({ deck: 'd' })
  ends[1]?.()
  await begun(3)
  ends[2]?.()
  await vi.waitFor(() => expect(done).toEqual(['a', 'c', 'd']))
  say({ deck: 'e' })
  expect(ends).toHaveLength(4)
})
