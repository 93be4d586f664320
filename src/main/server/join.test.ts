import { describe, expect, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { defaultLimits } from './limits'
import { testServer } from './testing/server'

const post = (url: string, body: unknown) =>
  fetch(`${url}/join`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''

describe('joining', () => {
  test('[JOIN-1] a token is traded for a cookie that has its role', async () => {
    const { url, port, tokens } = await testServer()
    const answer = await post(url, { token: tokens.presenter })
    expect([answer.status, await answer.json()]).toEqual([200, { role: 'presenter' }])
    expect(cookieOf(answer)).toMatch(new RegExp(`^lectern_${port}=`))
    const page = await fetch(url, { headers: { cookie: cookieOf(answer), origin: url } })
    expect(await page.text()).toContain('"role":"presenter"')
  })

  test('[JOIN-2] a code is traded once', async () => {
    const { url, issueCode } = await testServer()
    const code = issueCode('presenter')
    expect([(await post(url, { code })).status, (await post(url, { code })).status]).toEqual([200, 401])
  })

  test('[JOIN-3] the address of a QR code answers with a page that goes on, and not with a redirect', async () => {
    const { url } = await testServer({ tokens: { audience: 'room' } })
    const answer = await fetch(`${url}/join?token=room`, { redirect: 'manual' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toContain('SameSite=Lax')
    const page = await answer.text()
    expect(page).toContain('content="0;url=/"')
    expect(page).not.toContain('room')
    expect((await fetch(`${url}/join?token=wrong`)).status).toBe(401)
  })

  test('[JOIN-4] anything else is refused with a sentence, and without a cookie', async () => {
    const { url, tokens } = await testServer()
    const answers = await Promise.all(
      [{ token: 'wrong' }, { token: tokens.producer }, { token: 7 }, {}, null].map((body) => post(url, body)),
    )
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 400, 400, 400])
    expect(answers.map(cookieOf)).toEqual(['', '', '', '', ''])
  })

  test('[JOIN-5] who guesses tokens is soon told to wait', async () => {
    const limits = { ...defaultLimits, requests_per_minute: 1_400 }
    const { url } = await testServer({ limits, clock: fakeClock() })
    const statuses = []
    for (let i = 0; i < 5; i++) statuses.push((await post(url, { token: `guess-${i}` })).status)
    expect(statuses).toEqual([401, 401, 401, 429, 429])
  })

  test('[JOIN-6] no other route takes a token in its address', async () => {
    const server = await testServer({ host: '0.0.0.0', tokens: { audience: 'room' } })
    expect((await fetch(`http://127.0.0.1:${server.port}/healthz?token=room`)).status).toBe(401)
  })
})
