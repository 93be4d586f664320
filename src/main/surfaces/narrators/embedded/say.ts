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
