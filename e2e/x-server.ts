import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Pixels } from './pixels'

/** A screen of its own with a window manager, as a machine in a hall has them. */
export interface Display {
  /** For `DISPLAY`. */
  readonly name: string
  /** What the screen shows now. */
  read(): Pixels
  close(): Promise<void>
}

/** Starts Xvfb on a free display, and openbox on it. */
export async function openDisplay(width: number, height: number): Promise<Display> {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-screen-'))
  // Chromium hides a pointer from when it was first moved, and no hand moves one here: the server shows none.
  const screen = [
    '-nocursor',
    '-screen',
    '0',
    `${width}x${height}x24`,
    '-fbdir',
    dir,
    '-nolisten',
    'tcp',
    '-displayfd',
    '3',
  ]
  const server = spawn('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = await once(server.stdio[3] as NodeJS.ReadableStream, 'data')
  const name = `:${String(number).trim()}`
  // It runs the command when it manages the screen: from then on windows are placed by it.
  const ready = join(dir, 'ready')
  const manager = spawn('openbox', ['--sm-disable', '--startup', `touch ${ready}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: name },
  })
  await expect.poll(() => existsSync(ready)).toBe(true)
  return {
    name,
    read: () => readXwd(readFileSync(join(dir, 'Xvfb_screen0'))),
    async close() {
      for (const child of [manager, server]) await end(child)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** The server's own memory as a picture. Source: X11/XWDFile.h: a header of big-endian words, a colour map, and the rows. */
function readXwd(file: Buffer): Pixels {
  const word = (index: number) => file.readUInt32BE(index * 4)
  const [headerSize, width, height, bytesPerLine, colours] = [word(0), word(4), word(5), word(12), word(19)]
  const start = headerSize + colours * 12
  const rgb = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = start + y * bytesPerLine + x * 4 // blue, green, red and nothing, as a little-endian server has them
      const to = (y * width + x) * 3
      rgb[to] = file[from + 2] ?? 0
      rgb[to + 1] = file[from + 1] ?? 0
      rgb[to + 2] = file[from] ?? 0
    }
  }
  return { width, height, rgb }
}
