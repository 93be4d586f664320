import { keymap } from '../../src/renderer/deck/keymap'
import { table } from './markdown'

/** The keys of the stage, as its help page lists them. */
export function keyTable(): string {
  const rows = keymap.flatMap(({ label, help, scene, speaker, kiosk }) => {
    if (label === undefined) return []
    const where = kiosk ? 'in the kiosk' : speaker ? 'presenter' : scene ? `everybody, in scene ${scene}` : 'everybody'
    return [[label, help, where]]
  })
  return table(['key', 'does', 'for'], rows)
}
