import { describe, expect, test } from 'vitest'
import { openPage, settle, stage, timerOf } from './testing/kit'
import { createPuppet } from './testing/puppet'

const watch = (conversationId?: string) => ({ type: 'subscribe', surfaceId: 'cache-warming', conversationId })
const toggle = (payload?: unknown) => ({
  type: 'invoke',
  surfaceId: 'cache-warming',
  actionId: 'cache-warming/toggle',
  payload,
  conversationId: 'a',
})
const interval = (payload: unknown) => ({ ...toggle(payload), actionId: 'cache-warming/set-interval' })
const ask = (message = 'who leads?', conversationId = 'a') => ({ type: 'chat.send', conversationId, message })

describe('the surface protocol', () => {
  test('[SURF-1] a socket is told the catalog first', () => {
    const page = openPage(stage(createPuppet()).surfaces)
    expect(page.heard[0]).toMatchObject({
      type: 'catalog',
      catalog: expect.arrayContaining([expect.objectContaining({ id: 'cache-warming', scope: 'conversation' })]),
    })
  })

  test('[SURF-2] a draft is shown off with its five fields in order, its id echoed, and nothing is begun', () => {
    const { surfaces, clock } = stage(createPuppet())
    const before = clock.pending()
    const page = openPage(surfaces)
    page.say(watch('draft'))
    const [reply] = page.of('surface')
    expect(reply?.conversationId).toBe('draft')
    expect(reply?.spec.fields).toEqual([
      { kind: 'toggle', label: expect.any(String), value: false, action: { actionId: 'cache-warming/toggle' } },
      expect.objectContaining({ kind: 'number', value: 240, min: 1, unit: 's' }),
      { kind: 'stat', label: 'Last Cache %', value: '—' },
      { kind: 'stat', label: 'Cache retention', value: '—' },
      { kind: 'custom', rendererId: 'cache-warming-timer', payload: { nextWarmAt: null, lastWarmAt: null } },
    ])
    expect(clock.pending()).toBe(before)
  })

  test('[SURF-3] without a conversation the surface is one stat that says so, and no id is echoed', () => {
    const page = openPage(stage(createPuppet()).surfaces)
    page.say(watch())
    const [reply] = page.of('surface')
    expect(reply?.spec.fields).toEqual([
      { kind: 'stat', label: 'Conversation', value: expect.stringMatching(/no conversation/i) },
    ])
    expect(reply).not.toHaveProperty('conversationId')
  })

  test('[SURF-4] an update goes to whoever watches that surface of that conversation, and to nobody else', () => {
    const { surfaces } = stage(createPuppet())
    const [one, two, other] = [openPage(surfaces), openPage(surfaces), openPage(surfaces)]
    one.say(watch('a'))
    two.say(watch('a'))
    other.say(watch('b'))
    one.say(toggle())
    expect(two.of('update')[0]?.update).toMatchObject({ surfaceId: 'cache-warming', conversationId: 'a' })
    expect(other.of('update')).toEqual([])
    two.say({ type: 'unsubscribe', surfaceId: 'cache-warming', conversationId: 'a' })
    one.say(toggle())
    expect(two.of('update')).toHaveLength(1)
    expect(one.of('update')).toHaveLength(2)
  })

  test('[SURF-5] a global surface is shown whatever conversation is named, and echoes none', () => {
    const page = openPage(stage(createPuppet()).surfaces)
    page.say({ type: 'subscribe', surfaceId: 'narrator', conversationId: 'a' })
    expect(page.of('surface')[0]).not.toHaveProperty('conversationId')
    page.say(ask())
    expect(page.of('update').at(-1)?.update.spec.fields).toContainEqual({
      kind: 'stat',
      label: 'Conversations',
      value: '1',
    })
  })

  test.each([
    ['what is not JSON', 'nonsense', { type: 'error' }],
    ['an unknown type', '{"type":"dance"}', { type: 'error' }],
    [
      'no surface',
      '{"type":"subscribe"}',
      { type: 'error', message: 'surfaceId: Invalid input: expected string, received undefined' },
    ],
    ['an unknown surface', '{"type":"subscribe","surfaceId":"x"}', { type: 'error', surfaceId: 'x' }],
    [
      'an unknown action',
      '{"type":"invoke","surfaceId":"cache-warming","actionId":"x","conversationId":"a"}',
      { type: 'error', surfaceId: 'cache-warming', conversationId: 'a' },
    ],
    ['an empty question', '{"type":"chat.send","conversationId":"a","message":" "}', { type: 'chat.error' }],
    [
      'a question of 4,001 characters',
      JSON.stringify(ask('x'.repeat(4_001))),
      { type: 'chat.error', conversationId: 'a', message: expect.stringContaining('4000') },
    ],
  ])('[SURF-6] %s is answered by one sentence, where the client looks for it', (_what, text, answer) => {
    const { surfaces } = stage(createPuppet())
    const heard: string[] = []
    const connection = surfaces.connect({ send: (out) => heard.push(out), close: () => {} })
    connection.receive(text)
    expect(JSON.parse(heard.at(-1) ?? '')).toMatchObject({ message: expect.any(String), ...answer })
    expect(heard).toHaveLength(2)
  })

  test('[SURF-7] a socket that watches too much, says too much nonsense, or is one too many is told its limit, which is counted', () => {
    const { surfaces, limits } = stage(createPuppet())
    const page = openPage(surfaces)
    for (let i = 0; i < 65; i++) page.say(watch(`c${i}`))
    expect(page.of('surface')).toHaveLength(64)
    expect(page.of('error').at(-1)?.message).toContain('limit "watched"')
    for (let i = 0; i < 60; i++) page.say({ type: 'x' })
    expect(page.closed).toContain(1008)
    for (let i = 0; i < 31; i++) openPage(surfaces)
    const late = openPage(surfaces)
    expect([late.closed, late.heard]).toEqual([[1013], []])
    expect(limits).toEqual(['watched', 'refused_messages', 'surface_sockets'])
  })
})

describe('warming through the protocol', () => {
  test('[SURF-8] three automatic warms: each update carries the new, future time', async () => {
    const puppet = createPuppet()
    const { surfaces, clock, pass } = stage(puppet)
    const page = openPage(surfaces)
    page.say(watch('a'))
    page.say(interval(1))
    page.say(toggle())
    expect(page.nextWarmAt()).toBe(clock.now() + 1_000)
    for (let n = 1; n <= 3; n++) {
      const before = page.of('update').length
      await pass(1_000)
      expect(puppet.warms).toBe(n)
      const update = page.of('update').at(-1)?.update
      expect(page.of('update')).toHaveLength(before + 1)
      expect(timerOf(update?.spec)).toEqual({ nextWarmAt: clock.now() + 1_000, lastWarmAt: clock.now() })
    }
    expect(page.of('update').at(-1)?.update.spec.fields[2]).toMatchObject({ value: '90%' })
  })

  test('[SURF-27] a clock that is set back or ahead moves no warm; what is told of it goes by the clock as it is', async () => {
    const puppet = createPuppet()
    const { surfaces, clock, pass } = stage(puppet)
    const page = openPage(surfaces)
    page.say(watch('a'))
    page.say(interval(10))
    page.say(toggle(true))
    for (const [n, ms] of [-3_600_000, 7_200_000].entries()) {
      await pass(4_000)
      clock.step(ms)
      page.say(watch('a'))
      expect(timerOf(page.of('surface').at(-1)?.spec)?.nextWarmAt).toBe(clock.now() + 6_000)
      await pass(6_000)
      expect(puppet.warms).toBe(n + 1)
    }
  })

  test('[SURF-9] a refused interval is told, and what is shown goes back to what holds', () => {
    const page = openPage(stage(createPuppet()).surfaces)
    page.say(watch('a'))
    page.say(interval(0))
    expect(page.of('error')[0]).toMatchObject({ surfaceId: 'cache-warming', message: expect.stringContaining('240') })
    expect(page.of('update').at(-1)?.update.spec.fields[1]).toMatchObject({ value: 240 })
  })

  test('[SURF-10] browsers come and go, and warming goes on', async () => {
    const puppet = createPuppet()
    const { surfaces, pass, clock } = stage(puppet)
    const page = openPage(surfaces)
    page.say(interval(2))
    page.say(toggle(true))
    page.leave()
    await pass(5_000)
    expect(puppet.warms).toBe(2)
    const back = openPage(surfaces)
    back.say(watch('a'))
    expect(timerOf(back.of('surface')[0]?.spec)).toEqual({
      nextWarmAt: clock.now() + 1_000,
      lastWarmAt: clock.now() - 1_000,
    })
  })

  test('[SURF-11] a warm by hand answers with its usage, updates, and two at once are one', async () => {
    const puppet = createPuppet()
    const { surfaces, clock } = stage(puppet)
    const page = openPage(surfaces)
    page.say(watch('a'))
    page.say(toggle(true))
    const [one, two] = await Promise.all([surfaces.warm('a'), surfaces.warm('a')])
    expect(one).toEqual({
      kind: 'done',
      body: {
        inputTokens: 10,
        outputTokens: 0,
        cacheReadTokens: 90,
        cacheWriteTokens: 0,
        cachePct: 90,
        expectedCacheRate: null,
      },
    })
    expect(two).toEqual(one)
    expect([puppet.warms, puppet.mostAtOnce]).toEqual([1, 1])
    expect(page.nextWarmAt()).toBe(clock.now() + 240_000)
  })

  test('[SURF-12] a failed warm tells the watchers why, and by hand its caller', async () => {
    const puppet = createPuppet()
    puppet.outcomes = [{ kind: 'failed', reason: 'the API is overloaded' }]
    const { surfaces } = stage(puppet)
    const page = openPage(surfaces)
    page.say(watch('a'))
    expect(await surfaces.warm('a')).toEqual({ kind: 'failed', error: 'the API is overloaded' })
    expect(page.of('error')[0]).toMatchObject({ surfaceId: 'cache-warming', message: 'the API is overloaded' })
    const update = page.of('update').at(-1)?.update
    expect(update?.spec).toMatchObject({ note: 'the API is overloaded' })
    expect(timerOf(update?.spec)?.lastWarmAt).toBeNull()
  })

  test('[SURF-13] an opt-in outlives the server; a closed conversation stays off', async () => {
    const first = stage(createPuppet())
    const page = openPage(first.surfaces)
    for (const conversationId of ['a', 'b']) page.say({ ...interval(30), conversationId })
    for (const conversationId of ['a', 'b']) page.say({ ...toggle(true), conversationId })
    first.surfaces.close('b')
    first.surfaces.dispose()
    expect([...first.kept]).toEqual([['a', 30]])
    const puppet = createPuppet()
    const second = stage(puppet, first.kept)
    await second.pass(30_000)
    expect(puppet.warms).toBe(1)
    const back = openPage(second.surfaces)
    back.say(watch('b'))
    expect(back.of('surface')[0]?.spec.fields[0]).toMatchObject({ value: false })
  })
})

test('[SURF-25] a timer that fires a moment early says nothing and warms in time', async () => {
  const puppet = createPuppet()
  const { surfaces, clock } = stage(puppet, new Map([['a', 1]]), (own) => ({
    ...own,
    after: (ms, call) => own.after(Math.max(1, ms - 1), call),
  }))
  const page = openPage(surfaces)
  page.say(watch('a'))
  clock.advance(999)
  await settle()
  expect([puppet.warms, page.of('update')]).toEqual([0, []])
  clock.advance(1)
  await settle()
  expect([puppet.warms, page.of('update').length]).toEqual([1, 1])
})
