import type { FeederContext, FeederHealth } from './feeder'

/** How a feeder is: what it read, what is missing, what is broken. */
export interface HealthRecord {
  /** After a sweep: how many files are there, and why none could be listed. A problem is logged once. */
  listed(files: number, problem: string | null): void
  /** An alert of the file is open until it is mended. `part` is what of the file this is about, beside what else is. */
  broken(file: string, what: string, part?: string): void
  /** The file, or this part of it, is whole, or gone. */
  mended(file: string, part?: string): void
  /** Why the file cannot be read now, null where it can: no alert, for who writes it may hold it. */
  unread(file: string, why: string | null): void
  /** A value was read that is this old, epoch seconds. */
  value(timestamp: number): void
  read(): FeederHealth
}

export function createHealth(
  { log, raise, settle }: Pick<FeederContext, 'log' | 'raise' | 'settle'>,
  feeder: string,
): HealthRecord {
  /** By file and part. */
  const broken = new Map<string, string>()
  let files = 0
  let missing: string | null = null
  let updated: number | null = null
  /** Logged once for each message. */
  const note = (file: string, key: string, message: string) => {
    if (broken.get(key) !== message) log.warn({ feeder, file }, message)
    broken.set(key, message)
  }
  return {
    listed(count, problem) {
      files = count
      const now = count > 0 && problem === null ? null : (problem ?? 'none of its files is there')
      if (now !== null && now !== missing) log.warn({ feeder }, `${feeder}: ${now}; skipped until it is`)
      missing = now
    },
    broken(file, what, part) {
      const key = keyOf(file, part)
      const message = `${file}: ${what}`
      note(file, key, message)
      raise({ id: `file/${key}`, severity: 'error', message, source: file })
    },
    mended(file, part) {
      const key = keyOf(file, part)
      broken.delete(key)
      settle(`file/${key}`)
    },
    unread(file, why) {
      const key = keyOf(file, 'reading')
      if (why === null) broken.delete(key)
      else note(file, key, `${file}: ${why}`)
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

function keyOf(file: string, part?: string): string {
  return part === undefined ? file : `${file} (${part})`
}
