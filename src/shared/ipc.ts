/** What preload and main process call one another by. Each name has one direction and one sender that is checked. */
export const ipcChannels = {
  /** Invoked: the text of `/api/snapshot`. */
  snapshot: 'lectern:snapshot',
  /** Invoked: the current embedding, as `IpcEmbedding`; null where there is none. */
  embedding: 'lectern:embedding',
  /** Posted with a port and the cursor to resume after: from then on the port carries the stream. */
  stream: 'lectern:stream',
  /** Posted: the presenter leaves the kiosk. */
  leave: 'lectern:leave',
  /** Posted: the presenter's window is wanted, or no longer. */
  presenter: 'lectern:presenter',
} as const

/** The last text on a port: a browser does not tell a page that the other end was closed. */
export const PORT_CLOSED = ''

/** An embedding's bytes and the address under which a server has the same ones. */
export interface IpcEmbedding {
  readonly url: string
  readonly bytes: ArrayBuffer
}

/** What the preload posts into its page; what is large or a port is moved, not copied. */
export type HandedOver =
  | { readonly lectern: 'embedding'; readonly embedding: IpcEmbedding | null }
  /** The port of the stream is among the event's ports; `request` is the number it was asked for by. */
  | { readonly lectern: 'stream'; readonly request: number }

/** A message of the page's own window as what was handed over; null for everything else that is posted there. */
export function handedOver(data: unknown): HandedOver | null {
  if (typeof data !== 'object' || data === null || !('lectern' in data)) return null
  if (data.lectern === 'stream' && 'request' in data && typeof data.request === 'number') {
    return { lectern: 'stream', request: data.request }
  }
  if (data.lectern !== 'embedding' || !('embedding' in data)) return null
  return { lectern: 'embedding', embedding: ipcEmbedding(data.embedding) }
}

/** What `embedding` was answered by; null for everything that is not an embedding. */
export function ipcEmbedding(value: unknown): IpcEmbedding | null {
  if (typeof value !== 'object' || value === null || !('url' in value) || !('bytes' in value)) return null
  const { url, bytes } = value
  return typeof url === 'string' && bytes instanceof ArrayBuffer ? { url, bytes } : null
}
