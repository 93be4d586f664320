/** What the preload puts on `window.lectern`. Strings and no objects with a life of their own: each call is copied into the page. */
export interface LecternApi {
  /** The shell that shows this page. */
  readonly shell: 'electron' | 'file'
  /** The text of `/api/snapshot`, asked for before the page's first script ran. */
  snapshot(): Promise<string>
  /** Posts the current embedding into the page, once; afterwards null. */
  embedding(): void
  /** Posts a port into the page that carries the stream after `cursor` (`EPOCH:OFFSET`; null: from the beginning). */
  stream(request: number, cursor: string | null): void
  /** Leaves the kiosk: the program ends. */
  leave(): void
  /** Shows the presenter's window, or takes it away. */
  presenter(): void
}

declare global {
  interface Window {
    /** Only where a shell shows the page. */
    readonly lectern?: LecternApi
  }
}
