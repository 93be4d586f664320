import type { ReplayOrder } from '../../deck/commands'

/** Orders that wait; past it new ones are dropped. */
const WAITING = 16

/**
 * Says orders to the player one after the other. Of the places that a hand passes while one is being told, only the
 * last is said: a hand that scrubs asks far more often than a server answers.
 */
export function createScrubber(send: (order: ReplayOrder) => Promise<unknown>): (order: ReplayOrder) => void {
  let waiting: ReplayOrder[] = []
  let sending = false
  const next = async () => {
    const order = waiting.shift()
    sending = order !== undefined
    if (!order) return
    await send(order)
    void next()
  }
  return (order) => {
    const last = waiting.at(-1)
    if (order.action === 'seek' && last?.action === 'seek') waiting = [...waiting.slice(0, -1), order]
    else if (waiting.length < WAITING) waiting.push(order)
    if (!sending) void next()
  }
}
