import type { Cursor } from '../../shared/cursor'
import type { Dispose } from '../../shared/dispose'
import type { TransportName } from '../../shared/transports'
import { type Parsed, parseServerMessage, type ServerMessage } from '../../shared/wire'

/** Where a transport pours what it brings. */
interface TransportSink {
  /** What came, as text that the transport's `parse` understands. */
  received(text: string): void
  /** A sign of life that carries nothing. */
  heard(): void
  /** The pipe is shut, with the reason in a few words. */
  closed(reason: string): void
}

/** A pipe. It neither retries, nor parses, nor remembers: the connection does, once for all. */
export interface Transport {
  readonly name: TransportName
  /** True where an open pipe holds one of the few connections that a browser has to an origin. */
  readonly holdsConnection: boolean
  /** How its texts read. Never throws. */
  parse(text: string): Parsed<readonly ServerMessage[]>
  /** Opens, resuming after `resume()`. `sink.closed` is called at most once, and nothing is called after the undo. */
  open(resume: () => Cursor | null, sink: TransportSink): Dispose
}

/** A text that is one message. */
export function parseOne(text: string): Parsed<readonly ServerMessage[]> {
  const parsed = parseServerMessage(text)
  return 'error' in parsed ? parsed : { message: [parsed.message] }
}
