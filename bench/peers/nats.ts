import { freePort, startProgram } from '../processes'
import { openLine } from '../wire/line'
import { createAnswers } from './answers'
import { delivered } from './payload'
import { nothingYet, type Peer } from './peer'

const HELLO = 'CONNECT {"verbose":false,"pedantic":false,"lang":"bench","version":"1"}\r\n'

/** Source: https://docs.nats.io/reference/reference-protocols/nats-protocol */
export const nats: Peer = {
  name: 'NATS',
  async start() {
    const port = await freePort()
    const child = await startProgram('nats-server', [
      '--addr',
      '127.0.0.1',
      '--port',
      String(port),
      '--log',
      '/dev/null',
    ])
    if (!child) return null
    const answering = async (message: (bytes: number) => void) => {
      const answers = createAnswers()
      const line = await openLine(
        port,
        decode(message, (word) => (word === 'PING' ? line.write('PONG\r\n') : answers.came())),
      )
      return { line, answers }
    }
    return {
      pid: child.pid,
      stop: child.stop,
      async subscribe(hear) {
        const received = nothingYet()
        const { line, answers } = await answering((bytes) => {
          received.events++
          received.frames++
          received.bytes += bytes
          hear?.(received)
        })
        const subscribed = answers.next()
        line.write(`${HELLO}SUB e 1\r\nPING\r\n`)
        await subscribed
        return received
      },
      async produce() {
        const { line, answers } = await answering(() => {})
        line.write(HELLO)
        const event = `PUB e ${delivered.length}\r\n${delivered}\r\n`
        return {
          publish(events) {
            const answered = answers.next()
            line.write(`${event.repeat(events)}PING\r\n`)
            return answered
          },
        }
      },
    }
  },
}

const LF = 10

/** Lines, and after a MSG line its payload. */
function decode(message: (bytes: number) => void, control: (word: 'PING' | 'PONG') => void): (chunk: Buffer) => void {
  let rest = ''
  let skip = 0
  return (chunk) => {
    let at = 0
    while (at < chunk.length) {
      if (skip > 0) {
        const bytes = Math.min(skip, chunk.length - at)
        skip -= bytes
        at += bytes
        continue
      }
      const end = chunk.indexOf(LF, at)
      if (end < 0) {
        rest += chunk.toString('latin1', at)
        return
      }
      const line = rest + chunk.toString('latin1', at, end - 1)
      rest = ''
      at = end + 1
      if (line.startsWith('MSG ')) {
        const bytes = Number(line.slice(line.lastIndexOf(' ') + 1))
        message(bytes)
        skip = bytes + 2
      } else if (line.startsWith('PING')) control('PING')
      else if (line.startsWith('PONG')) control('PONG')
    }
  }
}
