import type { Logger } from 'pino'
import type { FeederHealth } from './feeder'

/** How a feeder is: what it read, what is missing, what is broken. */
export interface HealthRecord {
  /** After a sweep: how many files are there, and why none could be listed. A problem is logged once. */
  listed(files: number, problem: string | null): void
  /** Logged once for each message. */
  broken(file: string, message: string): void
  /** The file is whole, or gone. */
  good(file: string): void
  /** A value was read that is this old, epoch seconds. */
  value(timestamp: number): void
  read(): FeederHealth
}

export function createHealth(log: Logger, feeder: string): HealthRecord {
  const broken = new Map<string, string>()
  let files = 0
  let missing: string | null = null
  let updated: number | null = null
  return {
    listed(count, problem) {
      files = count
      const now = count > 0 && problem === null ? null : (problem ?? 'none of its files is there')
      if (now !== null && now !== missing) log.warn({ feeder }, `${feeder}: ${now}; skipped until it is`)
      missing = now
    },
    broken(file, message) {
      if (broken.get(file) !== message) log.warn({ feeder, file }, message)
      broken.set(file, message)
    },
    good(file) {
      broken.delete(file)
    },
    value(timestamp) {
      if (updated === null || timestamp > updated) updated = timestamp
    },
    read() {
      const [message] = broken.values()
      const state = { files, updated_at: updated }
      if (message !== undefined) return { state: 'broken', message, ...state }
      return missing === null ? { state: 'ok', ...state } : { state: 'missing', message: missing, ...state }
    },
  }
}
