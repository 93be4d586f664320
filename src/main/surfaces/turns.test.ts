import { describe, expect, test } from 'vitest'
import { openPage, settle, stage } from './testing/kit'
import { createPuppet } from './testing/puppet'

const usage = { inputTokens: 10, outputTokens: 5, cacheReadTokens: 90, cacheWriteTokens: 0 }
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

describe('turns', () => {
  test('[CHAT-1] who asks hears turn-start, text, done and turn-sealed, all with the ids of the turn', async () => {
    const puppet = createPuppet()
    const { surfaces } = stage(puppet)
    const page = openPage(surfaces)
    page.say(ask())
    await settle()
    puppet.tell({ kind: 'text', text: 'gbt leads (scene 9)' })
    puppet.tell({ kind: 'end', usage, cut: false })
    await settle()
    const events = page.of('chat.delta').map(({ event }) => event)
    expect(events.map(({ type }) => type)).toEqual(['turn-start', 'text-delta', 'done', 'turn-sealed'])
    expect(new Set(events.map(({ turnId, conversationId }) => `${conversationId} ${turnId}`)).size).toBe(1)
    expect(events[2]).toMatchObject({ reason: 'complete', scenes: [9] })
  })

  test('[CHAT-2] a second question in a running turn is refused, and whoever asked it hears no turn', async () => {
    const puppet = createPuppet()
    const { surfaces } = stage(puppet)
    const [page, second] = [openPage(surfaces), openPage(surfaces)]
    page.say(ask())
    second.say(ask())
    expect(second.of('chat.error')[0]).toMatchObject({
      conversationId: 'a',
      message: expect.stringContaining('running'),
    })
    await settle()
    puppet.tell({ kind: 'end', usage, cut: false })
    await settle()
    expect(second.of('chat.delta')).toEqual([])
    second.say(ask())
    expect(second.turn()).toEqual(['turn-start'])
  })

  test('[CHAT-3] whoever subscribes in mid-turn is told it from its start, and then the rest', async () => {
    const puppet = createPuppet()
    const { surfaces } = stage(puppet)
    openPage(surfaces).say(ask())
    await settle()
    puppet.tell({ kind: 'text', text: 'gbt ' })
    puppet.tell({ kind: 'text', text: 'leads' })
    await settle()
    const late = openPage(surfaces)
    late.say({ type: 'chat.subscribe', conversationId: 'a' })
    expect([late.turn(), late.text()]).toEqual([['turn-start', 'text-delta'], 'gbt leads'])
    puppet.tell({ kind: 'text', text: ' by far' })
    puppet.tell({ kind: 'end', usage, cut: false })
    await settle()
    expect([late.turn().slice(2), late.text()]).toEqual([['complete', 'turn-sealed'], 'gbt leads by far'])
  })

  test('[CHAT-4] unsubscribing, or closing the socket, never stops a turn', async () => {
    const puppet = createPuppet()
    const { surfaces } = stage(puppet)
    const [page, other] = [openPage(surfaces), openPage(surfaces)]
    page.say(ask())
    other.say({ type: 'chat.subscribe', conversationId: 'a' })
    other.say({ type: 'chat.unsubscribe', conversationId: 'a' })
    page.leave()
    await settle()
    puppet.tell({ kind: 'text', text: 'still here' })
    await settle()
    const back = openPage(surfaces)
    back.say({ type: 'chat.subscribe', conversationId: 'a' })
    expect(back.text()).toBe('still here')
    expect(other.text()).toBe('')
  })

  test('[CHAT-5] a turn pauses warming, and its end pushes the new, future time', async () => {
    const puppet = createPuppet()
    const { surfaces, pass, clock } = stage(puppet)
    const page = openPage(surfaces)
    page.say(watch('a'))
    page.say(interval(1))
    page.say(toggle(true))
    page.say(ask())
    expect(page.nextWarmAt()).toBeNull()
    expect(await surfaces.warm('a')).toMatchObject({ kind: 'refused' })
    await pass(5_000)
    expect(puppet.warms).toBe(0)
    puppet.tell({ kind: 'end', usage, cut: false })
    await settle()
    expect(page.nextWarmAt()).toBe(clock.now() + 1_000)
  })

  test('[CHAT-6] a close in mid-turn pushes off and null, then done "aborted", then turn-sealed, all at once', async () => {
    const puppet = createPuppet()
    const { surfaces, pass, clock } = stage(puppet)
    const page = openPage(surfaces)
    page.say(watch('a'))
    page.say(toggle(true))
    page.say(ask())
    await settle()
    puppet.tell({ kind: 'text', text: 'gbt ' })
    await settle()
    const from = page.heard.length
    expect(surfaces.close('a')).toEqual({ conversationId: 'a', abortedTurn: true })
    const told = page.heard.slice(from)
    expect(told[0]).toMatchObject({ type: 'update', update: { conversationId: 'a' } })
    expect(page.nextWarmAt()).toBeNull()
    expect(page.of('update').at(-1)?.update.spec.fields[0]).toMatchObject({ value: false })
    expect(page.turn().slice(-2)).toEqual(['aborted', 'turn-sealed'])
    const after = page.heard.length
    puppet.tell({ kind: 'text', text: 'never heard' })
    await pass(600_000, 60_000)
    expect([page.heard.length, puppet.warms]).toEqual([after, 0])
    expect(clock.pending()).toBe(1) // the sweep for idle conversations
  })

  test('[CHAT-7] closing again, or what is not there, aborts nothing', () => {
    const { surfaces } = stage(createPuppet())
    openPage(surfaces).say(ask())
    surfaces.close('a')
    expect(surfaces.close('a')).toEqual({ conversationId: 'a', abortedTurn: false })
    expect(surfaces.close('unknown')).toEqual({ conversationId: 'unknown', abortedTurn: false })
  })

  test('[CHAT-8] a close ends the warm in flight, and its caller is told', async () => {
    const puppet = createPuppet()
    puppet.gate = new Promise(() => {})
    const { surfaces } = stage(puppet)
    const warm = surfaces.warm('a')
    surfaces.close('a')
    expect(await warm).toMatchObject({ kind: 'refused' })
  })

  test('[CHAT-9] a narrator that fails says why before done, and the next question is answered', async () => {
    const puppet = createPuppet()
    const { surfaces } = stage(puppet)
    const page = openPage(surfaces)
    page.say(ask())
    await settle()
    puppet.tell({ kind: 'failed', reason: 'the API cannot be reached' })
    await settle()
    expect(page.of('chat.error')[0]).toMatchObject({ conversationId: 'a', message: 'the API cannot be reached' })
    expect(page.turn()).toEqual(['turn-start', 'error', 'turn-sealed'])
    page.say(ask())
    expect(page.of('chat.error')).toHaveLength(1)
  })

  test('[CHAT-10] the Stop button ends the turn as stopped and leaves the conversation', async () => {
    const { surfaces } = stage(createPuppet())
    const page = openPage(surfaces)
    page.say({ type: 'subscribe', surfaceId: 'turn', conversationId: 'a' })
    page.say(ask())
    expect(page.of('update').at(-1)?.update.spec.fields.at(-1)).toMatchObject({ kind: 'button' })
    page.say({ type: 'invoke', surfaceId: 'turn', actionId: 'turn/stop', conversationId: 'a' })
    expect(page.turn()).toEqual(['turn-start', 'stopped', 'turn-sealed'])
    expect(page.of('update').at(-1)?.update.spec.fields).toHaveLength(1)
  })
})
