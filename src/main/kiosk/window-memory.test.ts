import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recallWindows, rememberWindows } from './window-memory'

test('[KIOSK-3] a talk’s windows are remembered; what cannot be read is nothing', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-windows-'))
  const nothing = { kiosk: null, presenter: null, windowed: null }
  expect(await recallWindows(dir)).toEqual(nothing)
  const memory = { kiosk: 'EPSON 1920x1080 #1', presenter: null, windowed: { x: 1, y: -2, width: 3, height: 4 } }
  await rememberWindows(dir, memory)
  expect(await recallWindows(dir)).toEqual(memory)
  writeFileSync(join(dir, 'windows.json'), '{"kiosk":3}')
  expect(await recallWindows(dir)).toEqual(nothing)
})
