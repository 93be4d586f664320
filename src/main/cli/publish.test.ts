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

test('[CLI-13] who refuses is quoted, and what stands before a server and says nothing is told by its status', async () => {
  let answer = { status: 403, body: '<h1>Forbidden</h1>' }
  const proxy = createServer((_request, response) => response.writeHead(answer.status).end(answer.body))
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => void proxy.close())
  const address = proxy.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const said = () => postLines({ url, token: 'right', role: 'producer' }, ['{}']).catch(({ message }) => message)
  expect(await said()).toBe(`${url}: answered with status 403`)
  answer = { status: 403, body: '{"error":"the role audience may not do this: bring the producer token"}' }
  expect(await said()).toBe(
    `${url}: the role audience may not do this: bring the producer token; give --producer-token, or set LECTERN_PRODUCER_TOKEN`,
  )
  answer = { status: 413, body: '{"error":"too large"}' }
  expect(await said()).toBe(`${url}: too large`)
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
