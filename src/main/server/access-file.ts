import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
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
  try {
    const result = accessFile.safeParse(JSON.parse(await readFile(at(dir), 'utf8')))
    if (result.success) return result.data
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return nothing
  }
  log.warn(`${at(dir)} cannot be read: tokens are made anew, and everybody joins again`)
  return nothing
}

/** Replaces the file as a whole: readable by its owner alone, and never half-written. */
export async function saveAccess(dir: string, saved: SavedAccess): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const part = `${at(dir)}.${randomBytes(4).toString('hex')}`
  try {
    await writeFile(part, JSON.stringify(saved), { mode: 0o600, flag: 'wx' })
    await rename(part, at(dir))
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
