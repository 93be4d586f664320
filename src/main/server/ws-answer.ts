import { commandNamed } from '../../shared/command'
import { parseJson } from '../../shared/json-text'
import { type Published, parseClientMessage } from '../../shared/wire'
import type { Commanded } from './command'
import type { Grant, ServerDeps } from './deps'
import { type PublishResult, publishInputs } from './publish'

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
 * Answers a client's texts by what it may. What it sends is done in its order: events of one message may take several
 * turns, or a way to a log that is elsewhere, and the events and commands behind them wait until they are published.
 * Of commands nothing waits: one may take as long as it likes.
 */
export function answersFor(grant: Grant, deps: ServerDeps): (text: string) => Answer {
  /** Resolves when the last events are published; null where they are. */
  let publishing: Promise<unknown> | null = null
  const inTurn = <T>(work: () => Promise<T>) => publishing?.then(work) ?? work()
  const failed = (error: unknown) => {
    deps.log.error({ err: error }, 'a publish failed')
    return { type: 'error', message: 'the server failed at these events; its log says why' } as const
  }
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
        const answer = inTurn(() => publishInputs(deps, inputs)).then(toldOfPublish, failed)
        publishing = answer
        void answer.then(() => {
          if (publishing === answer) publishing = null
        })
        return { kind: 'later', message: answer }
      }
      case 'command': {
        if (!grant.command) return offence(`the role ${grant.role} may not command: bring the presenter token`)
        const row = commandNamed(deps.commands, message.command)
        if ('error' in row) return offence(row.error)
        return { kind: 'later', message: inTurn(() => deps.command(message)).then(told) }
      }
    }
  }
}

/** Of a text that is not JSON also where it breaks, which no page has to know and its reader does not say. */
function whyNot(text: string, error: string): string {
  const json = parseJson(text)
  return 'error' in json ? `${error}: ${json.error}` : error
}
