import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { jsonOrNull } from '../../shared/json-text'
import { nobody } from '../server/verdict'

/** What a running server says of itself, as far as it is looked at. */
const healthSchema = z.object({
  epoch: z.string(),
  sticky: z.object({ live_detection: z.object({ age_s: z.number().nullable() }) }),
})
type Health = z.infer<typeof healthSchema>

const refusalSchema = z.object({ error: z.literal(nobody.error) })

/** A Lectern that runs; its health is null where it tells that to nobody without a token that it knows. */
export interface Running {
  readonly health: Health | null
}

/** The Lectern at this address; null where there is none. The token is shown to no other program. */
export async function findLectern(url: string, token: string | undefined): Promise<Running | null> {
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
      text(response)
        .then(jsonOrNull)
        .then(resolve, () => resolve(null))
    })
    request.on('error', () => resolve(null))
  })
}
