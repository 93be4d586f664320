import { expect, test } from 'vitest'
import { systemClock } from '../../../shared/clock'
import { narratorOf } from './narrator-of'

const none = () => []

test('[NARR-20] without a word the embedded narrator answers, whatever keys lie around', () => {
  const made = narratorOf({ kind: 'embedded' }, { ANTHROPIC_API_KEY: 'k' }, systemClock, none)
  expect(made).toMatchObject({ narrator: { name: 'embedded' } })
})

test('[NARR-21] the other one needs a key, of the file or of the environment, and shows its model alone', () => {
  expect(narratorOf({ kind: 'anthropic' }, {}, systemClock, none)).toMatchObject({
    error: expect.stringContaining('ANTHROPIC_API_KEY'),
  })
  for (const [config, env] of [
    [{ kind: 'anthropic', model: 'm', api_key: 'secret' }, {}],
    [{ kind: 'anthropic', model: 'm' }, { ANTHROPIC_API_KEY: 'secret' }],
  ] as const) {
    const made = narratorOf(config, env, systemClock, none)
    expect(made).toMatchObject({ narrator: { name: 'm' } })
    expect(JSON.stringify(made)).not.toContain('secret')
  }
})
