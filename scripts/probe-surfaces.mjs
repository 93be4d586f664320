// Drives a running server's surfaces over real sockets, and prints a line a check.
// node scripts/probe-surfaces.mjs [--url http://127.0.0.1:8490] [--token TOKEN]
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { WebSocket } from 'ws'

const { values } = parseArgs({ options: { url: { type: 'string' }, token: { type: 'string' } } })
const url = values.url ?? 'http://127.0.0.1:8490'
const token = values.token ?? process.env.LECTERN_PRESENTER_TOKEN
const headers = token ? { authorization: `Bearer ${token}` } : {}
const id = `probe-${randomUUID()}`
const WARMING = 'cache-warming'
/** Milliseconds that any one thing may take. */
const PATIENCE = 15_000

let failed = 0
function check(what, holds, seen = '') {
  if (!holds) failed++
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${holds || seen === '' ? '' : `: ${JSON.stringify(seen)}`}`)
}

/** A browser's end: everything it hears, with the time at which it heard it. */
async function open() {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/surfaces`, { headers })
  const heard = []
  const waiting = new Set()
  socket.on('message', (data) => {
    heard.push({ at: Date.now(), ...JSON.parse(data.toString()) })
    for (const look of waiting) look()
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  /** The first message from place `from` on that fits; null after the patience. */
  const until = (fits, from = 0) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => done(null), PATIENCE)
      const look = () => {
        const found = heard.slice(from).find(fits)
        if (found) done(found)
      }
      const done = (found) => {
        clearTimeout(timer)
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  const say = (message) => socket.send(JSON.stringify(message))
  return { heard, until, say, mark: () => heard.length, leave: () => socket.close() }
}

const subscribe = (conversationId) => ({
  type: 'subscribe',
  surfaceId: WARMING,
  ...(conversationId && { conversationId }),
})
const invoke = (action, payload) => ({
  type: 'invoke',
  surfaceId: WARMING,
  actionId: `${WARMING}/${action}`,
  conversationId: id,
  ...(payload === undefined ? {} : { payload }),
})
const ask = (message) => ({ type: 'chat.send', conversationId: id, message })
const post = (path, init = {}) =>
  fetch(`${url}${path}`, { method: 'POST', ...init, headers: { ...headers, ...init.headers } })

const specOf = (message) => message?.update?.spec ?? message?.spec
const isOn = (message) => specOf(message)?.fields[0]?.value
const intervalOf = (message) => specOf(message)?.fields[1]?.value
const timer = (message) => specOf(message)?.fields.at(-1)?.payload
const isUpdate = (message) => message.type === 'update' && message.update.surfaceId === WARMING
const isEvent = (type) => (message) => message.type === 'chat.delta' && message.event.type === type
const future = (message) => timer(message)?.nextWarmAt > message?.at - 250 // the way from the server takes its time

async function drafts(page) {
  const catalog = await page.until((message) => message.type === 'catalog')
  const row = catalog?.catalog.find((surface) => surface.id === WARMING)
  check('the catalog comes first and lists cache-warming by conversation', row?.scope === 'conversation', catalog)
  page.say(subscribe())
  const unfocused = await page.until((message) => message.type === 'surface')
  check(
    'without a conversation: one stat',
    specOf(unfocused)
      ?.fields.map((field) => field.kind)
      .join() === 'stat',
  )
  page.say(subscribe(id))
  const draft = await page.until((message) => message.type === 'surface' && message.conversationId === id)
  check('a draft is answered with its conversationId', draft !== null)
  const kinds = specOf(draft)?.fields.map((field) => field.kind)
  check('its fields stand in order', kinds?.join() === 'toggle,number,stat,stat,custom', kinds)
  check('it is off, at 240 s', isOn(draft) === false && intervalOf(draft) === 240)
  check('nothing is scheduled', timer(draft)?.nextWarmAt === null && timer(draft)?.lastWarmAt === null)
}

async function warms(page) {
  page.say(invoke('set-interval', 1))
  await page.until((message) => isUpdate(message) && intervalOf(message) === 1)
  let from = page.mark()
  page.say(invoke('toggle', true))
  const on = await page.until((message) => isUpdate(message) && isOn(message), from)
  check('opting in schedules the first warm', future(on), timer(on))
  let before = timer(on)?.nextWarmAt
  for (let n = 1; n <= 3; n++) {
    from = page.mark()
    const update = await page.until((message) => isUpdate(message) && timer(message).lastWarmAt !== null, from)
    const { nextWarmAt } = timer(update) ?? {}
    check(`automatic warm ${n}: the update carries the new, future time`, future(update) && nextWarmAt > before)
    before = nextWarmAt
  }
}

async function badIntervals(page) {
  for (const bad of [0, -1, 0.5, '5', true, {}, { value: 0 }, null, 1e9]) {
    const from = page.mark()
    page.say(invoke('set-interval', bad))
    const refusal = await page.until((message) => message.type === 'error', from)
    page.say(subscribe(id))
    const shown = await page.until((message) => message.type === 'surface', from)
    check(`interval ${JSON.stringify(bad)} is refused, 1 s stays`, refusal !== null && intervalOf(shown) === 1)
  }
}

async function goneAndBack(page) {
  const left = Date.now()
  page.leave()
  await new Promise((resolve) => setTimeout(resolve, 2_500)) // long enough for two warms nobody watches
  const back = await open()
  back.say(subscribe(id))
  const shown = await back.until((message) => message.type === 'surface')
  check('the browser was gone, and warming went on', isOn(shown) && timer(shown)?.lastWarmAt > left, timer(shown))
  return back
}

async function turns(page) {
  const from = page.mark()
  page.say(ask('who leads?'))
  const start = await page.until(isEvent('turn-start'), from)
  check('a question starts a turn', start?.event.conversationId === id && Boolean(start?.event.turnId))
  const paused = await page.until((message) => isUpdate(message) && timer(message).nextWarmAt === null, from)
  check('while a turn runs nothing is scheduled', paused !== null)
  page.say(ask('and again?'))
  check('a second turn is refused', (await page.until((message) => message.type === 'chat.error', from)) !== null)
  const warm = await post('/chat/warm', json({ conversationId: id }))
  check('a warm by hand in a turn is 409', warm.status === 409, warm.status)
  await page.until(isEvent('text-delta'), from)
  const late = await open()
  late.say({ type: 'chat.subscribe', conversationId: id })
  const replayed = await late.until(isEvent('turn-start'))
  check('who subscribes in mid-turn is told it from turn-start', replayed?.event.turnId === start?.event.turnId)
  late.leave()
  const done = await page.until(isEvent('done'), from)
  check('a socket that closes stops no turn', done?.event.reason === 'complete', done?.event)
  await page.until(isEvent('turn-sealed'), from)
  const update = await page.until((message) => isUpdate(message) && timer(message).nextWarmAt !== null, from)
  check('behind the turn the update carries the new, future time', future(update), timer(update))
}

async function byHand(page) {
  const from = page.mark()
  const reply = await post('/chat/warm', json({ conversationId: id }))
  const body = await reply.json()
  const keys = ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'cachePct', 'expectedCacheRate']
  check('a warm by hand answers with its usage', reply.status === 200 && keys.every((key) => key in body), body)
  const update = await page.until(isUpdate, from)
  check('and its update carries the new, future time', future(update), timer(update))
}

async function closes(page) {
  const from = page.mark()
  page.say(ask('what is the meaning of all this, and of everything else?'))
  await page.until(isEvent('text-delta'), from)
  const asked = Date.now()
  const reply = await (await post(`/conversations/${id}/close`)).json()
  check('a close in mid-turn aborts it', reply.conversationId === id && reply.abortedTurn === true, reply)
  const done = await page.until(isEvent('done'), from)
  check('its watchers get done "aborted", at once', done?.event.reason === 'aborted' && done.at - asked < 1_000)
  check('and then turn-sealed', (await page.until(isEvent('turn-sealed'), from)) !== null)
  const off = await page.until((message) => isUpdate(message) && isOn(message) === false, from)
  check('the update says off and null', timer(off)?.nextWarmAt === null, timer(off))
  const quiet = page.mark()
  await new Promise((resolve) => setTimeout(resolve, 2_000)) // two intervals in which nothing may come
  check('nothing is heard of it after that', page.heard.slice(quiet).filter(isUpdate).length === 0)
  const again = await (
    await post(`/conversations/${id}/close`, { headers: { 'content-type': 'application/json' } })
  ).json()
  check('closing again aborts nothing, with a content type too', again.abortedTurn === false, again)
  const unknown = await post(`/conversations/${randomUUID()}/close`)
  check('closing an unknown one is 200', unknown.status === 200 && (await unknown.json()).abortedTurn === false)
  page.say(subscribe(id))
  const shown = await page.until((message) => message.type === 'surface', quiet)
  check('a closed conversation stays off', isOn(shown) === false && timer(shown)?.nextWarmAt === null)
}

const json = (body) => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

try {
  let page = await open()
  await drafts(page)
  await warms(page)
  await badIntervals(page)
  page = await goneAndBack(page)
  await turns(page)
  await byHand(page)
  await closes(page)
  page.leave()
  console.log(failed === 0 ? 'all checks hold' : `${failed} checks fail`)
} catch (error) {
  console.error(`probe-surfaces: ${url}: ${error instanceof Error ? error.message : error}`)
  failed++
}
process.exitCode = failed === 0 ? 0 : 1
