import { handedOver, type IpcEmbedding } from '../../../shared/ipc'

/** What a shell can do about bytes: post the ones it holds into the page, once. */
interface Shell {
  embedding(): void
}

/** The bytes that the shell holds, as the answer of the address that they stand for; null where it holds others, or none. */
export function fromShell(shell: Shell, page: Window): (url: string) => Promise<Response | null> {
  let asked: Promise<IpcEmbedding | null> | null = null
  return async (url) => {
    asked ??= ask(shell, page)
    const embedding = await asked
    if (embedding?.url !== url) return null
    asked = Promise.resolve(null) // read once, they are gone; a second one comes from the server
    return new Response(embedding.bytes)
  }
}

function ask(shell: Shell, page: Window): Promise<IpcEmbedding | null> {
  return new Promise((resolve) => {
    const listening = new AbortController()
    const posted = ({ source, data }: MessageEvent) => {
      const message = source === page ? handedOver(data) : null
      if (message?.lectern !== 'embedding') return
      listening.abort()
      resolve(message.embedding)
    }
    page.addEventListener('message', posted, { signal: listening.signal })
    shell.embedding()
  })
}
