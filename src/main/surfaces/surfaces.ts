import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import type { StickyCache } from '../../shared/sticky-cache'
import { createConversations } from './conversations'
import { createHost, type SurfaceConnection } from './host'
import { narratorSurface } from './narrator-surface'
import type { Narrator } from './narrators/narrator'
import type { OptIns } from './opt-ins'
import type { LimitHits, SurfaceSocket } from './send-queue'
import { turnSurface } from './turn-surface'
import { warmingSurface } from './warming-surface'

export interface SurfacesOptions {
  /** The source's own replica, as it is now. */
  read(): StickyCache
  readonly clock: Clock
  readonly narrator: Narrator
  /** Which conversations stay warm over a restart. */
  readonly optIns: OptIns
  readonly log: Logger
  readonly limitHits: LimitHits
}

/** What `POST /chat/warm` answers. */
interface WarmedBody {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  /** Percent of the input that was read from the cache; null where there is no input. */
  readonly cachePct: number | null
  /** Share (0 to 1) of the input that the request before had left in the cache; null where nothing was. */
  readonly expectedCacheRate: number | null
  /** Why nothing was cached, where nothing was. */
  readonly note?: string
}

type Warmed =
  | { readonly kind: 'done'; readonly body: WarmedBody }
  | { readonly kind: 'refused' | 'full' | 'failed'; readonly error: string }

/** The presenter's conversations and surfaces, whoever carries the messages. */
export interface Surfaces {
  /** A new socket: it is told the catalog at once. */
  connect(socket: SurfaceSocket): SurfaceConnection
  close(conversationId: string): { readonly conversationId: string; readonly abortedTurn: boolean }
  warm(conversationId: string): Promise<Warmed>
  dispose: Dispose
}

export function createSurfaces(options: SurfacesOptions): Surfaces {
  const { clock, narrator, limitHits } = options
  const host = createHost(clock.elapsed, limitHits)
  const conversations = createConversations(options, options.optIns, {
    changed(id) {
      host.changed('cache-warming', id)
      host.changed('turn', id)
    },
    heard: host.heard,
    problem(id, of, reason) {
      if (of === 'turn') host.chatProblem(id, reason)
      else host.problem('cache-warming', id, reason)
    },
    counted: () => host.changed('narrator', null),
    full: () => limitHits.hit('conversations'),
  })
  const surfaces = [
    warmingSurface(conversations, clock),
    turnSurface(conversations),
    narratorSurface(narrator.name, conversations),
  ]
  return {
    connect: (socket) => host.connect(socket, surfaces, conversations),
    close: (conversationId) => ({ conversationId, abortedTurn: conversations.close(conversationId) }),
    async warm(conversationId) {
      const reply = await conversations.warm(conversationId)
      if (reply.kind !== 'done') return reply
      const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = reply.outcome.usage
      const { cachePct, expectedCacheRate } = reply.warming.reading
      const note = reply.outcome.kind === 'uncached' ? { note: reply.outcome.reason } : {}
      const body = { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, cachePct, expectedCacheRate }
      return { kind: 'done', body: { ...body, ...note } }
    },
    dispose: conversations.dispose,
  }
}
