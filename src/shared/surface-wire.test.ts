import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSurfaceClientMessage, parseSurfaceServerMessage } from './surface-wire'

const types = ['subscribe', 'unsubscribe', 'invoke', 'chat.send', 'chat.subscribe', 'chat.unsubscribe', 'x']
const nearMessage = fc.record(
  {
    type: fc.oneof(fc.constantFrom(...types), fc.anything()),
    surfaceId: fc.oneof(fc.string(), fc.anything()),
    actionId: fc.oneof(fc.string(), fc.anything()),
    conversationId: fc.oneof(fc.string(), fc.anything()),
    message: fc.oneof(fc.string({ maxLength: 5_000 }), fc.anything()),
    payload: fc.anything(),
  },
  { requiredKeys: [] },
)
const text = fc.oneof(
  fc.string(),
  fc.json(),
  nearMessage.map((value) => {
    try {
      return JSON.stringify(value) ?? ''
    } catch {
      return '' // JSON has no bigint and no circles
    }
  }),
)

describe('the surface messages', () => {
  test('[SURF-14] no text makes the parsers throw, and what they take is inside its bounds', () => {
    fc.assert(
      fc.property(text, (input) => {
        parseSurfaceServerMessage(input)
        const parsed = parseSurfaceClientMessage(input)
        if ('error' in parsed) {
          expect(parsed.error.length).toBeLessThanOrEqual(300)
          return
        }
        const { message } = parsed
        if (message.conversationId !== null) expect(message.conversationId.length).toBeLessThanOrEqual(128)
        if (message.type === 'chat.send') expect(message.message.length).toBeLessThanOrEqual(4_000)
      }),
      { numRuns: 3_000 },
    )
  })

  test('[SURF-14] a text nested a hundred thousand deep is an error, not a crash', () => {
    const deep = `{"type":"invoke","surfaceId":"a","actionId":"b","payload":${'['.repeat(100_000)}`
    expect(parseSurfaceClientMessage(deep)).toHaveProperty('error')
  })

  test('[SURF-15] fields and kinds of a newer version are left out, the rest is read', () => {
    const spec = {
      id: 's',
      region: 'side',
      title: 'S',
      newer: 1,
      fields: [
        { kind: 'dial', angle: 3 },
        { kind: 'progress', label: 'p', value: 0.5, newer: true },
      ],
    }
    const parsed = parseSurfaceServerMessage(JSON.stringify({ type: 'surface', spec, conversationId: 'a' }))
    expect(parsed).toMatchObject({ message: { spec: { fields: [{ kind: 'progress', value: 0.5 }] } } })
  })
})
