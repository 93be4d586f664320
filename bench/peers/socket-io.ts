import { join } from 'node:path'
import { freePort, startProgram } from '../processes'
import { openLine } from '../wire/line'
import { HEAD_BYTES, openWebSocket } from '../wire/web-socket'
import { createAnswers } from './answers'
import { draft } from './payload'
import { nothingYet, type Peer } from './peer'

/** Source: https://socket.io/docs/v4/socket-io-protocol/: 40 connects, 42 is an event, 43 its acknowledgement; 2 asks for a 3. */
async function enter(port: number, role: string, heard: (head: string, bytes: number) => void) {
  let joined: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    joined = resolve
  })
  const line = await openWebSocket({
    ...{ port, path: `/socket.io/?EIO=4&transport=websocket&role=${role}`, keep: HEAD_BYTES },
    message({ text, bytes }, line) {
      const head = text.toString('latin1', 0, 8)
      if (head.startsWith('0')) line.write('40')
      else if (head.startsWith('40')) joined()
      else if (head === '2') line.write('3')
      else heard(head, bytes)
    },
  })
  await ready
  return line
}

export const socketIo: Peer = {
  name: 'Socket.IO',
  async start() {
    const port = await freePort()
    const child = await startProgram(process.execPath, [
      join(import.meta.dirname, 'servers', 'socket-io.mjs'),
      String(port),
    ])
    if (!child) return null
    const probe = await openLine(port, () => {})
    probe.close()
    return {
      pid: child.pid,
      stop: child.stop,
      async subscribe(hear) {
        const received = nothingYet()
        await enter(port, 'viewer', (head, bytes) => {
          if (!head.startsWith('42')) return
          received.events++
          received.frames++
          received.bytes += bytes
          hear?.(received)
        })
        return received
      },
      async produce() {
        const answers = createAnswers()
        const line = await enter(port, 'producer', (head) => head.startsWith('43') && answers.came())
        let id = 0
        return {
          publish(events) {
            const answered = answers.next()
            line.write(`42${id++}${JSON.stringify(['publish', Array.from({ length: events }, () => draft)])}`)
            return answered
          },
        }
      },
    }
  },
}
