import { expect, test } from 'vitest'
import { testServer } from '../server/testing/server'
import { postLines } from './publish'

test('[CLI-7] a producer without the right token is told which flag mends it', async () => {
  const { url } = await testServer({ tokens: { producer: 'right', audience: 'room' }, audienceOpen: false })
  for (const token of ['wrong', 'room']) {
    await expect(postLines({ url, token }, ['{}'])).rejects.toThrow(
      /^http.*; give --producer-token, or set LECTERN_PRODUCER_TOKEN$/,
    )
  }
  expect(await postLines({ url, token: 'right' }, ['{}'])).toMatchObject({ accepted: 0 })
})
