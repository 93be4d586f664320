import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startProgram } from '../processes'
import { openLine } from '../wire/line'
import { createAnswers } from './answers'
import { delivered } from './payload'
import { nothingYet, type Peer } from './peer'

// Source: MQTT 3.1.1, chapter 2 and 3. Publishes are of quality 0, as fast as it gets.
const CONNECT = Buffer.concat([Buffer.from([0x10, 12, 0, 4]), Buffer.from('MQTT'), Buffer.from([4, 2, 0, 0, 0, 0])])
const SUBSCRIBE = Buffer.from([0x82, 6, 0, 1, 0, 1, 'e'.charCodeAt(0), 0])
const PINGREQ = Buffer.from([0xc0, 0])
const PUBLISH = 3

export const mosquitto: Peer = {
  name: 'mosquitto',
  async start() {
    const port = await freePort()
    const config = join(mkdtempSync(join(tmpdir(), 'lectern-bench-')), 'mosquitto.conf')
    writeFileSync(config, `listener ${port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nlog_type none\n`)
    const child = await startProgram('mosquitto', ['-c', config])
    if (!child) return null
    return {
      pid: child.pid,
      stop: child.stop,
      async subscribe(hear) {
        const received = nothingYet()
        const answers = createAnswers()
        const line = await openLine(
          port,
          decode((type, bytes) => {
            if (type !== PUBLISH) return answers.came()
            received.events++
            received.frames++
            received.bytes += bytes
            hear?.(received)
          }),
        )
        await ask(line.write, CONNECT, answers)
        await ask(line.write, SUBSCRIBE, answers)
        return received
      },
      async produce() {
        const answers = createAnswers()
        const line = await openLine(
          port,
          decode(() => answers.came()),
        )
        await ask(line.write, CONNECT, answers)
        const payload = Buffer.concat([Buffer.from([0, 1]), Buffer.from('e'), Buffer.from(delivered)])
        const event = Buffer.concat([Buffer.from([0x30]), lengthOf(payload.length), payload])
        return {
          publish: (events) => ask(line.write, Buffer.concat([...Array<Buffer>(events).fill(event), PINGREQ]), answers),
        }
      },
    }
  },
}

function ask(write: (data: Buffer) => void, data: Buffer, answers: ReturnType<typeof createAnswers>): Promise<void> {
  const answered = answers.next()
  write(data)
  return answered
}

function lengthOf(bytes: number): Buffer {
  return bytes < 128 ? Buffer.from([bytes]) : Buffer.from([(bytes % 128) | 0x80, Math.floor(bytes / 128)])
}

/** Packets: a type, a length of one to four bytes, and as many bytes more. */
function decode(packet: (type: number, bytes: number) => void): (chunk: Buffer) => void {
  let state: 'type' | 'length' | 'body' = 'type'
  let type = 0
  let length = 0
  let shift = 0
  let left = 0
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (state === 'body') {
        const bytes = Math.min(left, chunk.length - at)
        left -= bytes
        at += bytes
      } else {
        const byte = chunk[at++] ?? 0
        if (state === 'type') {
          type = byte >> 4
          length = 0
          shift = 0
          state = 'length'
          continue
        }
        length |= (byte & 0x7f) << shift
        shift += 7
        if (byte & 0x80) continue
        left = length
        state = 'body'
      }
      if (left > 0) continue
      state = 'type'
      packet(type, length)
    }
  }
}
