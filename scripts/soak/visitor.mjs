import { Agent, get } from 'node:http'
import { WebSocket } from 'ws'

const CURSOR = /"cursor":"([0-9a-f]{16}:\d+)"/
const LAST_ID = /^id: ([0-9a-f]{16}:\d+)$/gm

/** A client that only notes how far it has come, and what was in its way. Each has connections of its own, as a browser somewhere else would. */
export function openVisitor(url, transport, cursor) {
  const query = cursor ? `?cursor=${cursor}` : ''
  switch (transport) {
    case 'ws':
      return overWebSocket(`${url.replace('http', 'ws')}/ws${query}`)
    case 'sse':
      return overEvents(`${url}/api/events${query}`)
    default:
      return overPolls(`${url}/api/poll`, cursor)
  }
}

function overWebSocket(address) {
  const visitor = { cursor: null, trouble: 'no answer', close }
  const socket = new WebSocket(address, { perMessageDeflate: false })
  socket.on('error', ({ message }) => {
    visitor.trouble = message
  })
  socket.on('message', (data) => {
    visitor.cursor = CURSOR.exec(data.toString('latin1', 0, 100))?.[1] ?? visitor.cursor
  })
  async function close() {
    if (socket.readyState === WebSocket.CLOSED) return
    // Not `once` of node:events: it rejects where a socket that is still opening is closed.
    const closed = new Promise((resolve) => socket.once('close', resolve))
    // Half of them leave as a phone does that goes out of range.
    if (Math.random() < 0.5) socket.terminate()
    else socket.close()
    await closed
  }
  return visitor
}

function overEvents(address) {
  const request = get(address, { agent: false }, (answer) => {
    visitor.trouble = `answered ${answer.statusCode}`
    answer.on('data', (chunk) => {
      for (const [, id] of chunk.toString('latin1').matchAll(LAST_ID)) visitor.cursor = id
    })
    answer.on('error', () => {})
  })
  request.on('error', ({ message }) => {
    visitor.trouble = message
  })
  const visitor = { cursor: null, trouble: 'no answer', close: async () => void request.destroy() }
  return visitor
}

function overPolls(address, from) {
  const agent = new Agent({ keepAlive: true })
  const visitor = { cursor: null, trouble: 'no answer', close: async () => void agent.destroy() }
  let open = true
  const ask = () => {
    if (!open) return
    const cursor = visitor.cursor ?? from
    const request = get(`${address}?wait=5${cursor ? `&cursor=${cursor}` : ''}`, { agent }, (answer) => {
      visitor.trouble = `answered ${answer.statusCode}`
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('error', () => {})
      answer.on('end', () => {
        visitor.cursor = CURSOR.exec(text)?.[1] ?? visitor.cursor
        if (open) setTimeout(ask, 200)
      })
    })
    request.on('error', ({ message }) => {
      visitor.trouble = message
    })
    visitor.close = async () => {
      open = false
      request.destroy()
      agent.destroy()
    }
  }
  ask()
  return visitor
}
