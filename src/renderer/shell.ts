import type { LecternApi } from '../preload/api'
import { handedOver } from '../shared/ipc'
import type { OpenPort } from './connection/ipc'

/** Without an answer for so long, the shell has none, in milliseconds. */
const ANSWER_MS = 5_000

/** The shell's ports, as its preload posts them into the page. */
export function shellPorts(shell: Pick<LecternApi, 'stream'>, page: Window): OpenPort {
  let requests = 0
  return (cursor) =>
    new Promise((resolve, reject) => {
      const request = ++requests
      const listening = new AbortController()
      const { signal } = listening
      const timer = setTimeout(() => {
        listening.abort()
        reject(new Error('the shell gave no port'))
      }, ANSWER_MS)
      const posted = ({ source, data, ports }: MessageEvent) => {
        const message = source === page ? handedOver(data) : null
        const [port] = ports
        if (message?.lectern !== 'stream' || message.request !== request || !port) return
        clearTimeout(timer)
        listening.abort()
        resolve(port)
      }
      page.addEventListener('message', posted, { signal })
      shell.stream(request, cursor)
    })
}
