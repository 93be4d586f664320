import { type Part, row } from '../part'
import { lectern } from '../peers/lectern'
import type { Peer } from '../peers/peer'
import { plainLoop } from '../peers/ws-loops'
import { memoryOf, pause } from '../processes'

const VIEWERS = 2_000
/** The first ones pay for code and pools that all share. */
const WARM = 500

export const idle: Part = {
  name: 'idle',
  what: `memory of the server for each of ${VIEWERS} viewers to whom nothing is said, beside a bare ws loop`,
  async run() {
    const ours = await measure(lectern)
    const theirs = await measure(plainLoop)
    return [
      row({
        ...{ figure: 'memory a viewer', value: ours, unit: 'kB', peer: { name: plainLoop.name, value: theirs } },
        goal: { of: 'value', atMost: 40 },
      }),
    ]
  },
}

async function measure(peer: Peer): Promise<number | null> {
  const room = await peer.start()
  if (!room) return null
  try {
    for (let i = 0; i < WARM; i++) await room.subscribe()
    await pause(1_000)
    const before = memoryOf(room.pid)
    for (let i = WARM; i < VIEWERS; i++) await room.subscribe()
    await pause(2_000)
    const after = memoryOf(room.pid)
    return before === null || after === null ? null : (after - before) / (VIEWERS - WARM) / 1_000
  } finally {
    await room.stop()
  }
}
