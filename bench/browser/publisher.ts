import type { RunningServer } from '../../e2e/server'
import { openWebSocket } from '../wire/web-socket'

/** A producer's open socket; what it publishes needs no answer here. */
export async function publisher({ port }: RunningServer): Promise<(events: readonly object[]) => void> {
  const line = await openWebSocket({ ...{ port, path: '/ws?types=', keep: 0 }, message() {} })
  return (events) => line.write(JSON.stringify({ type: 'publish', events }))
}
