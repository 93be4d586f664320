import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { testServer } from '../server/testing/server'
import { postLines } from './publish'

test('[CLI-7] a producer without the right token is told which flag mends it', async () => {
  const { url } = await testServer({ tokens: { producer: 'right', audience: 'room' }, audienceOpen: false })
  for (const token of ['wrong', 'room']) {
    await expect(postLines({ url, token, role: 'producer' }, ['{}'])).rejects.toThrow(
      /^http.*; give --producer-token, or set LECTERN_PRODUCER_TOKEN$/,
    )
  }
  expect(await postLines({ url, token: 'right', role: 'producer' }, ['{}'])).toMatchObject({ accepted: 0 })
})

test('[CLI-11] an answer that is not a Lectern’s ends with one sentence', async () => {
  const other = createServer((_request, response) => response.end('<html>hello</html>'))
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const address = other.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  await expect(postLines({ url, token: undefined, role: 'producer' }, ['{}'])).rejects.toThrow(
    new RegExp(`^${url}: is no Lectern, or another version \\(.*\\); name one with --url$`),
  )
})
