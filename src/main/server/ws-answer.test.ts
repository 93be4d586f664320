import { expect, test } from 'vitest'
import { z } from 'zod'
import { commandRow } from '../../shared/command'
import type { Sequencer } from '../../shared/sequencer'
import type { Grant } from './deps'
import { metric, testServer } from './testing/server'
import { answersFor } from './ws-answer'

const grant: Grant = { role: 'presenter', publish: true, command: true, identified: true }
const publish = (count: number) => JSON.stringify({ type: 'publish', events: Array(count).fill(metric('gbt')) })

/** A client's texts that come in one chunk, and the answer to each. */
async function client(sequencer?: Pick<Sequencer, 'publish'>) {
  const offsets: number[] = []
  const look = commandRow(z.object({}), () => {
    offsets.push(broadcaster.head().offset)
    return { done: {} }
  })
  const { deps, broadcaster } = await testServer({ commands: { look }, ...(sequencer ? { sequencer } : {}) })
  const answerTo = answersFor(grant, deps)
  const send = (...texts: string[]) =>
    Promise.all(
      texts.map((text) => {
        const answer = answerTo(text)
        return answer.kind === 'later' ? answer.message : answer
      }),
    )
  return { send, offsets, broadcaster }
}
const look = JSON.stringify({ type: 'command', command: 'look' })

test.each([1, 3_000])(
  '[PUBLISH-9] of one client a command behind %i events comes after them, and before what follows',
  async (count) => {
    const { send, offsets } = await client()
    const answers = await send(look, publish(count), look, publish(2), publish(1), look)
    expect(offsets).toEqual([0, count, count + 3])
    expect(answers.map((answer) => 'type' in answer && answer.type)).toEqual([
      'done',
      'published',
      'done',
      'published',
      'published',
      'done',
    ])
  },
)

test('[PUBLISH-10] a publish that fails is answered by an error, and what follows it is done', async () => {
  let failing = true
  const { send, offsets } = await client({
    publish: async (drafts) => {
      if (failing) throw new Error('a mistake')
      return { cursor: { epoch: '0123456789abcdef', offset: 1 }, accepted: drafts.length, refused: null }
    },
  })
  const error = { type: 'error', message: 'the server failed at these events; its log says why' }
  expect(await send(publish(1), look)).toEqual([error, { type: 'done' }])
  failing = false
  expect(await send(publish(1))).toEqual([
    { type: 'published', accepted: 1, rejected: [], cursor: '0123456789abcdef:1' },
  ])
  expect(offsets).toEqual([0])
})
