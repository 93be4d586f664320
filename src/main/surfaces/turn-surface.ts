import type { Conversations } from './conversations'
import { frameOf, type Surface } from './surface'

const row = { id: 'turn', region: 'side', title: 'Answer', scope: 'conversation' } as const
const STOP = 'turn/stop'

/** The running turn, and the button that stops it without closing the conversation. */
export function turnSurface(conversations: Conversations): Surface {
  return {
    ...row,
    spec(id) {
      if (id === null) {
        return {
          ...frameOf(row),
          fields: [{ kind: 'stat', label: 'Conversation', value: 'No conversation is focused' }],
        }
      }
      const answering = conversations.answering(id)
      const state = { kind: 'stat', label: 'Answer', value: answering ? 'running' : '—' } as const
      const stop = { kind: 'button', label: 'Stop', action: { actionId: STOP } } as const
      return { ...frameOf(row), fields: answering ? [state, stop] : [state] }
    },
    invoke(actionId, _payload, id) {
      if (actionId !== STOP) return `unknown action; known is ${STOP}`
      if (id === null) return 'no conversation is focused: name one in conversationId'
      return conversations.stop(id, 'stopped') ? null : 'no turn is running'
    },
  }
}
