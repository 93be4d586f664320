import type { IpcMain, IpcMainEvent, MessagePortMain } from 'electron'
import { type IpcEmbedding, ipcChannels } from '../../shared/ipc'
import type { ServerDeps } from '../server/deps'
import { snapshotText } from '../server/snapshot'
import { mayAsk, type Sender } from './policy'
import { type IpcPort, serveIpc } from './serve-ipc'

/** What the presenter's page asks of the shell. */
export interface Hands {
  leave(): void
  presenter(): void
}

/** Answers the pages' preloads. Only the main frame of a page of this server is heard; others are told nothing. */
export function answerPages(ipc: IpcMain, origin: string, deps: ServerDeps, hands: Hands): void {
  const invoked = (channel: string, answer: () => unknown) =>
    ipc.handle(channel, ({ senderFrame }) => {
      if (!mayAsk(senderFrame, origin)) throw new Error('this frame may not ask')
      return answer()
    })
  const posted = (channel: string, told: (event: IpcMainEvent, message: unknown) => void) =>
    ipc.on(channel, (event, message: unknown) => {
      const sender: Sender | null = event.senderFrame
      if (mayAsk(sender, origin)) told(event, message)
    })

  invoked(ipcChannels.snapshot, () => snapshotText(deps, null))
  invoked(ipcChannels.embedding, () => currentEmbedding(deps))
  posted(ipcChannels.stream, ({ ports: [port] }, cursor) => {
    if (port) serveIpc(portOf(port), cursor, deps)
  })
  posted(ipcChannels.leave, hands.leave)
  posted(ipcChannels.presenter, hands.presenter)
}

/** The current embedding as the preload moves it on: an ArrayBuffer of its own. */
export function currentEmbedding({ embeddings }: Pick<ServerDeps, 'embeddings'>): IpcEmbedding | null {
  const current = embeddings.current()
  const bytes = current && embeddings.stream(current.sha256)
  return current && bytes ? { url: current.url, bytes: new Uint8Array(bytes).buffer } : null
}

function portOf(port: MessagePortMain): IpcPort {
  let open = true
  port.once('close', () => {
    open = false
  })
  return {
    post: (text) => open && port.postMessage(text),
    onText(told) {
      port.on('message', ({ data }) => told(String(data)))
      port.start()
    },
    onClose: (closed) => void port.once('close', closed),
    close: () => port.close(),
  }
}
