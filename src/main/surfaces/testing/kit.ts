import { pino } from 'pino'
import { type Clock, fakeClock } from '../../../shared/clock'
import type { EventDraft } from '../../../shared/event'
import { createStickyCache, type StickyCache } from '../../../shared/sticky-cache'
import { parseSurfaceServerMessage, type SurfaceServerMessage } from '../../../shared/surface-wire'
import { defaultRetention } from '../../../shared/topics'
import type { SurfaceConnection } from '../host'
import type { Narrator } from '../narrators/narrator'
import { memoryOptIns } from '../opt-ins'
import { createSurfaces, type Surfaces } from '../surfaces'

export const silent = pino({ level: 'silent' })

/** A replica that holds these events. */
export function replicaOf(drafts: readonly EventDraft[]): StickyCache {
  const replica = createStickyCache(defaultRetention)
  drafts.forEach((draft, at) => void replica.put({ ...draft, offset: at + 1 }))
  return replica
}

/** Lets every promise that can go on go on. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export interface Page {
  readonly heard: SurfaceServerMessage[]
  readonly closed: number[]
  /** Each `nextWarmAt` that was pushed, and the time at which it was. */
  readonly pushes: { readonly at: number; readonly next: unknown }[]
  say(message: object): void
  /** Only the messages of a type, in order. */
  of<Type extends SurfaceServerMessage['type']>(type: Type): Extract<SurfaceServerMessage, { type: Type }>[]
  /** `nextWarmAt` of the newest update. */
  nextWarmAt(): unknown
  /** The turn events heard, their types alone; text joined. */
  turn(): string[]
  text(): string
  leave(): void
}

/** A browser's end of the socket. */
export function openPage(surfaces: Surfaces, now: () => number = Date.now): Page {
  const heard: SurfaceServerMessage[] = []
  const closed: number[] = []
  const pushes: Page['pushes'] = []
  const connection: SurfaceConnection = surfaces.connect({
    send(text, flushed) {
      const parsed = parseSurfaceServerMessage(text)
      if ('error' in parsed) throw new Error(parsed.error)
      const { message } = parsed
      heard.push(message)
      const timer = message.type === 'update' ? timerOf(message.update.spec) : null
      if (timer) pushes.push({ at: now(), next: timer.nextWarmAt })
      flushed()
    },
    close: (code) => closed.push(code),
  })
  const of: Page['of'] = (type) =>
    heard.filter((message): message is Extract<SurfaceServerMessage, { type: typeof type }> => message.type === type)
  return {
    heard,
    closed,
    pushes,
    of,
    say: (message) => connection.receive(JSON.stringify(message)),
    nextWarmAt() {
      const spec = of('update').findLast(({ update }) => update.surfaceId === 'cache-warming')?.update.spec
      return timerOf(spec)?.nextWarmAt
    },
    turn: () => [...new Set(of('chat.delta').map(({ event }) => (event.type === 'done' ? event.reason : event.type)))],
    text: () =>
      of('chat.delta')
        .flatMap(({ event }) => (event.type === 'text-delta' ? event.delta : []))
        .join(''),
    leave: connection.close,
  }
}

/** The payload of the countdown in a spec of `cache-warming`. */
export function timerOf(
  spec: { readonly fields: readonly object[] } | undefined,
): { readonly nextWarmAt: unknown; readonly lastWarmAt: unknown } | null {
  const custom = spec?.fields.at(-1)
  const payload = custom && 'payload' in custom ? custom.payload : null
  if (typeof payload !== 'object' || payload === null) return null
  return 'nextWarmAt' in payload && 'lastWarmAt' in payload ? payload : null
}

/** Surfaces on a clock that stands still. */
export function stage(
  narrator: Narrator | ((clock: ReturnType<typeof fakeClock>) => Narrator),
  kept: Map<string, number> = new Map(),
  bent: (clock: Clock) => Clock = (clock) => clock,
) {
  const clock = fakeClock()
  const replica = replicaOf([])
  const limits: string[] = []
  const surfaces = createSurfaces({
    read: () => replica,
    clock: bent(clock),
    narrator: typeof narrator === 'function' ? narrator(clock) : narrator,
    optIns: memoryOptIns(kept),
    log: silent,
    limitHits: { hit: (limit) => void limits.push(limit) },
  })
  /** Lets time pass in small steps, and promises between them. */
  const pass = async (ms: number, step = 100): Promise<void> => {
    await settle()
    for (let left = ms; left > 0; left -= step) {
      clock.advance(Math.min(step, left))
      await settle()
    }
  }
  return { clock, surfaces, pass, kept, limits }
}
