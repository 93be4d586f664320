import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pino } from 'pino'
import { vi } from 'vitest'
import { fakeClock } from '../../../shared/clock'
import type { EventDraft } from '../../../shared/event'
import type { Payload, TopicName } from '../../../shared/topics'
import type { AlertDraft, Feeder, FeederHealth } from '../feeder'
import { createMemory } from '../memory'
import { type RunningFeeders, startFeeders } from '../run'

/** A data directory, feeders on it, and what they said: files are real, time is not. */
export function harness(feeders: readonly Feeder[]) {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-feeders-'))
  const clock = fakeClock(1_781_246_273_000)
  const events: EventDraft[] = []
  const raised: AlertDraft[] = []
  const open = new Map<string, AlertDraft>()
  const order: string[] = []
  let running: RunningFeeders | null = null
  let memory = createMemory()

  const write = (name: string, content: string | Uint8Array, mtimeS = 1_781_246_000) => {
    const file = join(dir, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.tmp`, content)
    utimesSync(`${file}.tmp`, mtimeS, mtimeS)
    renameSync(`${file}.tmp`, file)
    return file
  }

  return {
    dir,
    clock,
    events,
    raised,
    open,
    order,
    write,
    /** Starts, also once more: then with what the last run saved. */
    async start() {
      running?.stop()
      memory = createMemory(JSON.parse(JSON.stringify(memory.save())))
      running = await startFeeders({
        feeders,
        dir,
        origin: 'live',
        clock,
        log: pino({ level: 'silent' }),
        memory,
        publish(drafts) {
          events.push(...drafts)
          order.push(...drafts.map(({ type }) => type))
        },
        alerts: {
          raise(alert) {
            raised.push(alert)
            open.set(alert.id, alert)
            order.push(`alert ${alert.id}`)
          },
          settle: (id) => void open.delete(id),
        },
      })
    },
    of<T extends TopicName>(type: T): Payload<T>[] {
      return events.flatMap((event) => (event.type === type ? [event.payload as Payload<T>] : []))
    },
    health: (): Readonly<Record<string, FeederHealth>> => running?.health() ?? {},
    /** Lets sweeps happen until `check` passes. */
    eventually: (check: () => void) =>
      vi.waitFor(
        () => {
          clock.advance(1_000)
          check()
        },
        { timeout: 10_000, interval: 20 },
      ),
    stop() {
      running?.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export type Harness = ReturnType<typeof harness>
