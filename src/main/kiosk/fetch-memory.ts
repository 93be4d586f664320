import { join } from 'node:path'
import { z } from 'zod'
import { readIfThere, writeAtomically } from '../files'

/** After a failure no new try for so long, in milliseconds: a locked-down network is not asked at every start. */
const PATIENCE_MS = 24 * 3_600_000

const failureSchema = z.object({ version: z.string(), at: z.number(), reason: z.string().max(300) })

/** The last try to fetch Electron's binary that failed. */
export type FetchFailure = z.infer<typeof failureSchema>

const fileOf = (stateDir: string) => join(stateDir, 'electron-failure.json')

/** True where a try is worth its time: none failed lately for this version. Pure. */
export function worthTrying(last: FetchFailure | null, version: string, nowMs: number): boolean {
  return last === null || last.version !== version || nowMs - last.at >= PATIENCE_MS || last.at > nowMs
}

/** Null where none is remembered, or what is cannot be read. Never rejects. */
export async function recallFailure(stateDir: string): Promise<FetchFailure | null> {
  try {
    return failureSchema.parse(JSON.parse((await readIfThere(fileOf(stateDir))) ?? ''))
  } catch {
    return null
  }
}

/** Never rejects: what is forgotten is only tried again. */
export async function rememberFailure(stateDir: string, failure: FetchFailure): Promise<void> {
  await writeAtomically(fileOf(stateDir), JSON.stringify(failure)).catch(() => {})
}
