import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
import { MAX_INTERVAL_S, MIN_INTERVAL_S } from './warming'

/** Which conversations are kept warm, and every how many seconds: what outlives the server. */
export interface OptIns {
  load(): ReadonlyMap<string, number>
  /** Keeps exactly these. Never throws: a disk that is full must not stop a talk. */
  save(optIns: ReadonlyMap<string, number>): void
}

const file = z.record(z.string().min(1).max(128), z.number().min(MIN_INTERVAL_S).max(MAX_INTERVAL_S))

/** Opt-ins in a JSON file that only its owner reads, replaced as a whole. */
export function fileOptIns(path: string, log: Logger): OptIns {
  return {
    load() {
      try {
        return new Map(Object.entries(file.parse(JSON.parse(readFileSync(path, 'utf8')))))
      } catch (error) {
        const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
        if (!missing) log.warn({ err: error, file: path }, 'cannot read which conversations are kept warm: none is')
        return new Map()
      }
    },
    save(optIns) {
      try {
        mkdirSync(dirname(path), { recursive: true })
        const part = `${path}.${process.pid}.part`
        writeFileSync(part, JSON.stringify(Object.fromEntries(optIns)), { mode: 0o600 })
        renameSync(part, path)
      } catch (error) {
        log.warn({ err: error, file: path }, 'cannot keep which conversations are kept warm')
      }
    },
  }
}

/** Opt-ins that end with the process. */
export function memoryOptIns(kept: Map<string, number> = new Map()): OptIns {
  return {
    load: () => new Map(kept),
    save(optIns) {
      kept.clear()
      for (const [id, intervalS] of optIns) kept.set(id, intervalS)
    },
  }
}
