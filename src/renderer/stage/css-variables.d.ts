import 'react'

declare module 'react' {
  /** The variables that components set for what stands in them. */
  interface CSSProperties {
    /** One percent of the stage's height, in `px`. */
    '--unit'?: string
    '--accent'?: string
    /** Of a headline, in units. */
    '--size'?: number
    /** That a headline may take. */
    '--lines'?: number
  }
}
