import type { LecternApi } from '../../preload/api'
import type { HandedOver, IpcEmbedding } from '../../shared/ipc'
import { savedBlocks } from '../../shared/saved'

/** Makes the file itself the shell of its page: it holds the embedding's bytes, and has no stream. */
export function handOver(): void {
  const nothing = () => {}
  const shell: LecternApi = {
    shell: 'file',
    snapshot: () => Promise.reject(new Error('a saved page reads its own')),
    embedding() {
      void unpack().then((embedding) => {
        const message: HandedOver = { lectern: 'embedding', embedding }
        // To this very window; a file's origin is no address that could be named.
        window.postMessage(message, '*', embedding ? [embedding.bytes] : [])
      })
    },
    stream: nothing,
    leave: nothing,
    presenter: nothing,
  }
  Object.defineProperty(window, 'lectern', { value: shell })
}

/** The bytes as they lie in the page: gzip, in base64. */
async function unpack(): Promise<IpcEmbedding | null> {
  const block = document.getElementById(savedBlocks.embedding)
  const url = block?.dataset.url
  if (!block || !url) return null
  const packed = Uint8Array.from(atob(block.textContent.trim()), (character) => character.charCodeAt(0))
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  return { url, bytes: await new Response(stream).arrayBuffer() }
}
