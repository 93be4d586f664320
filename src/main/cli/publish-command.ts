import { publishLines } from './publish'
import { type RemoteFlags, remoteOf } from './remote'

/** `lectern publish`: status 1 where a line was rejected. */
export async function publish(flags: RemoteFlags): Promise<number> {
  const remote = remoteOf(flags, process.env)
  const total = await publishLines(remote, process.stdin, (sentence) => process.stderr.write(`lectern: ${sentence}\n`))
  process.stderr.write(`lectern: ${total.accepted} accepted, ${total.rejected} rejected\n`)
  return total.rejected > 0 ? 1 : 0
}
