import type { Clock } from '../../../../shared/clock'
import { type AnswerEvent, type Narrator, noUsage } from '../narrator'
import { answer, type Headlines } from './answers'
import { pace } from './pace'

/** Answers from the data, with no network and no model. It has no prompt cache: a warm touches nothing, and counts nothing. */
export function embeddedNarrator(clock: Clock, headlines: Headlines): Narrator {
  return {
    name: 'embedded',
    begin: () => ({
      async *answer(question, signal): AsyncIterable<AnswerEvent> {
        for await (const word of pace(answer(question, headlines), clock, signal)) {
          yield { kind: 'text', text: word }
        }
        if (!signal.aborted) yield { kind: 'end', usage: null, cut: false }
      },
      warm: async () => ({ kind: 'warm', usage: noUsage }),
    }),
  }
}
