import type { Conversations } from './conversations'
import { frameOf, type Surface } from './surface'

const row = { id: 'narrator', region: 'side', title: 'Narrator', scope: 'global' } as const

/** Who answers, and in how many conversations. */
export function narratorSurface(name: string, conversations: Conversations): Surface {
  return {
    ...row,
    spec: () => ({
      ...frameOf(row),
      fields: [
        { kind: 'stat', label: 'Answers by', value: name },
        { kind: 'stat', label: 'Conversations', value: String(conversations.count) },
      ],
    }),
    invoke: () => 'this surface has no action',
  }
}
