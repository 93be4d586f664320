import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { ipcTransport, type StreamPort } from '../../../renderer/connection/ipc'
import { type Cursor, parseCursor } from '../../../shared/cursor'
import type { ServerDeps } from '../../server/deps'
import { type IpcPort, serveIpc } from '../serve-ipc'

/** Both ends of a port in one process: the main process's, and the page's. */
function memoryPorts(): { readonly main: IpcPort; readonly page: MessagePort } {
  const { port1, port2 } = new MessageChannel()
  const main: IpcPort = {
    post: (text) => port1.postMessage(text),
    onText: (told) => port1.on('message', (text: unknown) => told(String(text))),
    onClose: (closed) => port1.on('close', closed),
    close: () => port1.close(),
  }
  return { main, page: port2 }
}

export interface IpcClientOptions {
  readonly deps: ServerDeps
  readonly cursor: Cursor | null
  received(text: string): void
  closed(reason: string): void
}

/** The page's own transport on a port in memory. While it is paused, what was posted stays in the port. */
export function openIpcClient({ deps, cursor, received, closed }: IpcClientOptions) {
  const { main, page } = memoryPorts()
  const gate = { open: true, waiting: [] as (() => void)[] }
  const port: StreamPort = {
    addEventListener(_type, listener) {
      page.on('message', (data: unknown) => {
        const read = () => listener({ data })
        if (gate.open) read()
        else gate.waiting.push(read)
      })
    },
    postMessage: (text) => page.postMessage(text),
    start: () => page.start(),
    close: () => page.close(),
  }
  const transport = ipcTransport(async (resume) => {
    serveIpc(main, parseCursor(resume) && resume, deps)
    return port
  })
  const close = transport.open(() => cursor, { received, closed, heard: () => {} })
  return {
    close,
    pause() {
      gate.open = false
    },
    resume() {
      gate.open = true
      for (const read of gate.waiting.splice(0)) read()
    },
  }
}
