import { get as getHttp, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import { z } from 'zod'
import { jsonOrNull } from '../../shared/json-text'
import { bytesUpTo } from '../bytes-up-to'
import { needsToken } from '../server/verdict'

/** Bytes of an answer; what says more is no Lectern. */
const MAX_ANSWER = 1024 * 1024

/** What a running server says of itself, as far as it is looked at. */
const healthSchema = z.object({
  epoch: z.string(),
  sticky: z.object({ live_detection: z.object({ age_s: z.number().nullable() }) }),
})
type Health = z.infer<typeof healthSchema>

const refusalSchema = z.object({ error: z.literal(needsToken.error) })

/** A Lectern that runs; its health is null where it tells that to nobody without a token that it knows. */
export interface Running {
  readonly health: Health | null
}

/** The Lectern at this address; null where there is none. The token is shown only to what answers as a Lectern does. */
export async function findLectern(url: string, token: string | undefined): Promise<Running | null> {
  if (new URL(url).port === '0') return null // any free one: nothing listens there
  const answer = await healthAt(url, {})
  const health = healthSchema.safeParse(answer)
  if (health.success) return { health: health.data }
  if (!refusalSchema.safeParse(answer).success) return null
  if (token === undefined) return { health: null }
  const asked = healthSchema.safeParse(await healthAt(url, { authorization: `Bearer ${token}` }))
  return { health: asked.success ? asked.data : null }
}

/** The JSON that answers; null where none does. A certificate made for the talk is signed by nobody: who it is, it says itself. */
function healthAt(url: string, headers: Readonly<Record<string, string>>): Promise<unknown> {
  return new Promise((resolve) => {
    const get = url.startsWith('https:') ? getHttps : getHttp
    const signal = AbortSignal.timeout(2_000)
    const request = get(new URL('/healthz', url), { headers, rejectUnauthorized: false, signal }, (response) => {
      jsonIn(response).then(resolve, () => resolve(null))
    })
    request.on('error', () => resolve(null))
  })
}

async function jsonIn(response: IncomingMessage): Promise<unknown> {
  const bytes = await bytesUpTo(MAX_ANSWER, response)
  return bytes && jsonOrNull(bytes.toString())
}
