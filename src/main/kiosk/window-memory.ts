import { join } from 'node:path'
import { z } from 'zod'
import { readIfThere, writeAtomically } from '../files'

const whole = z.number().int()
const memorySchema = z.object({
  /** Identities of the displays that the windows belong on. */
  kiosk: z.string().max(256).nullable(),
  presenter: z.string().max(256).nullable(),
  /** Where the window of `--windowed` stood. */
  windowed: z.object({ x: whole, y: whole, width: whole.positive(), height: whole.positive() }).nullable(),
})

/** Where the windows of a talk were. */
export type WindowMemory = z.infer<typeof memorySchema>

const nothing: WindowMemory = { kiosk: null, presenter: null, windowed: null }

const fileOf = (stateDir: string) => join(stateDir, 'windows.json')

/** What the last run remembered; nothing where that cannot be read. Never rejects. */
export async function recallWindows(stateDir: string): Promise<WindowMemory> {
  try {
    return memorySchema.parse(JSON.parse((await readIfThere(fileOf(stateDir))) ?? ''))
  } catch {
    return nothing
  }
}

/** Never rejects: a window that opens elsewhere next time is no reason to end a talk. */
export async function rememberWindows(stateDir: string, memory: WindowMemory): Promise<void> {
  await writeAtomically(fileOf(stateDir), JSON.stringify(memory)).catch(() => {})
}
