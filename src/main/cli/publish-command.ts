import { publishLines } from './publish'
import { type RemoteFlags, remoteOf } from './remote'
import { say } from './say'

/** `lectern publish`: status 1 where a line was rejected. */
export async function publish(flags: RemoteFlags): Promise<number> {
  const remote = remoteOf(flags, process.env)
  const total = await publishLines(remote, process.stdin, say)
  say(`${total.accepted} accepted, ${total.rejected} rejected`)
  return total.rejected > 0 ? 1 : 0
}
