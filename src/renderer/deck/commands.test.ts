import { expect, test } from 'vitest'
import { answerOf } from './commands'

const answered = (status: number, body: string) => answerOf(new Response(body, { status }))

test('[PILOT-10] a server that failed at a command has refused it; only one that is not there is away', async () => {
  const error = 'the server failed at this command; its log says why'
  expect(await answered(500, JSON.stringify({ error }))).toEqual({ kind: 'refused', error })
  expect(await answered(413, '<h1>Too large</h1>')).toEqual({ kind: 'refused', error: 'the server answered 413' })
  expect(await answered(200, '{"offset": 9}')).toEqual({ kind: 'done', offset: 9 })
  for (const status of [502, 503, 504]) expect(await answered(status, '<h1>Bad</h1>')).toEqual({ kind: 'away' })
})
