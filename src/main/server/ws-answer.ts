import { parseJson } from '../../shared/json-text'
import { parseClientMessage } from '../../shared/wire'
import type { Commanded } from './command'
import type { Grant, ServerDeps } from './deps'
import { type Published, type PublishResult, publishInputs } from './publish'

interface ErrorMessage {
  readonly type: 'error'
  readonly message: string
}

type PublishedMessage = { readonly type: 'published' } & Published

/** What a client's message is answered by. */
export type Answer =
  | { readonly kind: 'none' }
  /** What it came to is told when it is known. */
  | { readonly kind: 'later'; readonly message: Promise<PublishedMessage | { readonly type: 'done' } | ErrorMessage> }
  /** Not JSON, unknown or not allowed: answered by a sentence, and counted against the client. */
  | { readonly kind: 'offence'; readonly error: string }

const offence = (error: string): Answer => ({ kind: 'offence', error })

const told = (result: Commanded) =>
  'error' in result ? ({ type: 'error', message: result.error } as const) : ({ type: 'done' } as const)

const toldOfPublish = ({ published, refused }: PublishResult) =>
  refused === null || published.accepted > 0
    ? ({ type: 'published', ...published } as const)
    : ({ type: 'error', message: refused } as const)

/**
 * Answers a client's texts by what it may. Its events are published in the order in which it sent them: those of one
 * message may take several turns, and the next message waits for the last of them.
 */
export function answersFor(grant: Grant, deps: ServerDeps): (text: string) => Answer {
  let published: Promise<unknown> = Promise.resolve()
  return (text) => {
    const parsed = parseClientMessage(text)
    if ('error' in parsed) return offence(`this is no message of the protocol: ${whyNot(text, parsed.error)}`)
    const { message } = parsed
    switch (message.type) {
      case 'pong':
        return { kind: 'none' }
      case 'publish': {
        if (!grant.publish) return offence(`the role ${grant.role} may not publish: bring the producer token`)
        const limit = deps.limits.events_per_publish
        if (message.events.length > limit) {
          deps.limitHits.hit('events_per_publish')
          return offence(`more than ${limit} events in one message (limit "events_per_publish")`)
        }
        const inputs = message.events.map((value) => ({ value }))
        const result = published.then(() => publishInputs(deps, inputs))
        published = result
        return { kind: 'later', message: result.then(toldOfPublish) }
      }
      case 'command':
        if (!grant.command) return offence(`the role ${grant.role} may not command: bring the presenter token`)
        return { kind: 'later', message: deps.command(message).then(told) }
    }
  }
}

/** Of a text that is not JSON also where it breaks, which no page has to know and its reader does not say. */
function whyNot(text: string, error: string): string {
  const json = parseJson(text)
  return 'error' in json ? `${error}: ${json.error}` : error
}
