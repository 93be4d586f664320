import type { Field } from './cloud'

/** What is shown: the colouring, and the categories and splits that somebody switched off. */
export interface Choice {
  readonly field: Field
  /** By name, because codes are another cloud's in the next embedding. */
  readonly hidden: ReadonlySet<string>
  readonly split: Split
}
/** Points that the model was trained on, or those it was tested on. */
export type Split = 'both' | 'test' | 'train'

export const firstChoice: Choice = { field: 'profile', hidden: new Set(), split: 'both' }
