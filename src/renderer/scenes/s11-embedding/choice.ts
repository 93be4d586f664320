import { type Field, fields } from './cloud'

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

/** Coloured by a field; what was hidden are categories of another one. */
export const withField = (choice: Choice, field: Field): Choice => ({ ...choice, field, hidden: new Set() })

/** Coloured by the next field, or by the one before. */
export function withNextField(choice: Choice, by: 1 | -1): Choice {
  const next = fields.at((fields.indexOf(choice.field) + by) % fields.length)
  return withField(choice, next ?? choice.field)
}
