import { createHash } from 'node:crypto'
import { once as happens } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { type Dispose, once } from '../../shared/dispose'

/**
 * Holds a folder of state for this process; null where another one that runs holds it. By a socket and not by a process id
 * in a file: however its process ends, nobody answers there any more, and no other program is taken for it. Where no
 * socket can be (some disks of a network, a path past 100 characters) nothing is held, for a start is never refused without need.
 */
export async function holdState(dir: string): Promise<Dispose | null> {
  const place = placeOf(dir)
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const first = await listenAt(place)
    if (first) return first
    if (await answers(place)) return null
    await rm(place, { force: true }) // what a process left that was killed
    return (await listenAt(place)) ?? (() => {})
  } catch {
    return () => {}
  }
}

/** On Windows there are no socket files: a named pipe goes with its process. */
function placeOf(dir: string): string {
  if (process.platform !== 'win32') return join(dir, 'held')
  return `\\\\.\\pipe\\lectern-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 32)}`
}

/** Null where the place is taken. */
async function listenAt(place: string): Promise<Dispose | null> {
  const server = createServer((socket) => socket.destroy()).unref()
  try {
    await happens(server.listen(place), 'listening')
    return once(() => server.close())
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null
    throw error
  }
}

async function answers(place: string): Promise<boolean> {
  const socket = connect(place)
  try {
    await happens(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
