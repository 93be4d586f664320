import { join } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
import { jsonOrNull } from '../../shared/json-text'
import { readIfThere, writeAtomically } from '../files'
import { savedSession } from './sessions'

const accessFile = z.object({
  tokens: z.object({ presenter: z.string().min(16).optional(), producer: z.string().min(16).optional() }),
  sessions: z.array(savedSession),
})

/** What a restart must still know, so that it locks nobody out: tokens that were made here, and sessions. */
export type SavedAccess = z.infer<typeof accessFile>

const nothing: SavedAccess = { tokens: {}, sessions: [] }
const at = (dir: string) => join(dir, 'access.json')

/** What was kept in `dir`; nothing where there is no file, and with a warning where it cannot be read. */
export async function loadAccess(dir: string, log: Logger): Promise<SavedAccess> {
  const text = await readIfThere(at(dir)).catch(() => '')
  if (text === null) return nothing
  const saved = accessFile.safeParse(jsonOrNull(text))
  if (saved.success) return saved.data
  log.warn(`${at(dir)} cannot be read: tokens are made anew, and everybody joins again`)
  return nothing
}

/** Keeps it in `dir`. Rejects with the system's error where it cannot be written. */
export async function saveAccess(dir: string, saved: SavedAccess): Promise<void> {
  await writeAtomically(at(dir), JSON.stringify(saved))
}
