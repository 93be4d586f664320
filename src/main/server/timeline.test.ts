import { expect, test } from 'vitest'
import { testServer } from './testing/server'

test('[REHEARSE-9] the timeline of a rehearsal is for the presenter alone; without a rehearsal there is none', async () => {
  const timeline = { file: 'talk.mcap', duration_s: 60, bin_s: 1, density: [1, 2], marks: [] }
  const asked = async (url: string, token: string | null) => {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(`${url}/api/timeline`, { headers })
    return [response.status, await response.json()]
  }
  const { url } = await testServer({ tokens: { presenter: 'P' }, timeline })
  expect(await asked(url, 'P')).toEqual([200, timeline])
  expect((await asked(url, null))[0]).toBeGreaterThanOrEqual(401)
  const live = await testServer({ tokens: { presenter: 'P' } })
  expect((await asked(live.url, 'P'))[0]).toBe(404)
})
