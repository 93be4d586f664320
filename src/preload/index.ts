import { contextBridge, ipcRenderer } from 'electron'
import { type HandedOver, ipcChannels, ipcEmbedding } from '../shared/ipc'
import type { LecternApi } from './api'

// Asked for before the page's first script runs: the answers are there when it wants them.
const snapshot: Promise<string> = ipcRenderer.invoke(ipcChannels.snapshot).then(String)
let embedding: Promise<unknown> = ipcRenderer.invoke(ipcChannels.embedding).catch(() => null)
// A failure is told to who asks; until then it is nobody's.
snapshot.catch(() => {})

const hand = (message: HandedOver, moved: Transferable[]) => window.postMessage(message, location.origin, moved)

const api: LecternApi = {
  shell: 'electron',
  snapshot: () => snapshot,
  embedding() {
    const asked = embedding
    embedding = Promise.resolve(null) // moved into the page, it is no longer here
    void asked.then((value) => {
      const found = ipcEmbedding(value)
      hand({ lectern: 'embedding', embedding: found }, found ? [found.bytes] : [])
    })
  },
  stream(request, cursor) {
    const { port1, port2 } = new MessageChannel()
    ipcRenderer.postMessage(ipcChannels.stream, cursor, [port1])
    hand({ lectern: 'stream', request }, [port2])
  },
  leave: () => ipcRenderer.send(ipcChannels.leave),
  presenter: () => ipcRenderer.send(ipcChannels.presenter),
}
contextBridge.exposeInMainWorld('lectern', api)
