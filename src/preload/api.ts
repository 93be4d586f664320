/** What the preload puts on `window.lectern`. */
export interface LecternApi {
  /** The shell that shows this page. */
  readonly shell: 'electron'
}
