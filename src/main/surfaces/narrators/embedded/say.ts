import { type TopicName, topics } from '../../../../shared/topics'

/** A sentence that is true of the data, and where it stands there. */
export interface Statement {
  readonly text: string
  readonly source: TopicName
}

/** `gbt leads at 0.91 macro-F1 (model_metric, scene 9).` */
export function sentenceOf({ text, source }: Statement): string {
  const { scene } = topics[source]
  return `${text} (${source}${scene === null ? '' : `, scene ${scene}`}).`
}

const digits = (value: number, places: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places })

export const score = (value: number): string => digits(value, 2)
export const whole = (value: number): string => digits(value, 0)
export const words = (name: string): string => name.replaceAll('_', ' ')

export function milliseconds(value: number): string {
  return value >= 1000 ? `${digits(value / 1000, 1)} s` : `${digits(value, value < 10 ? 1 : 0)} ms`
}

/** A share, never `0 %` for what did occur. */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? 'under 1 %' : `${digits(100 * share, 0)} %`
}

export const counted = (count: number, one: string): string => `${whole(count)} ${one}${count === 1 ? '' : 's'}`
