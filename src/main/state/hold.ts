import { createHash } from 'node:crypto'
import { once as happens } from 'node:events'
import { mkdir, rename, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { type Dispose, once } from '../../shared/dispose'

/**
 * Holds a folder of state for this process; null where another one that runs holds it. By a socket and not by a process id
 * in a file: however its process ends, nobody answers there any more, and no other program is taken for it. Where no
 * socket can be (some disks of a network, a path that is too long) nothing is held, for a start is never refused without need.
 */
export async function holdState(dir: string): Promise<Dispose | null> {
  const place = placeOf(dir)
  if (!isPipe && Buffer.byteLength(place) > MAX_PATH) return () => {}
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const first = await listenAt(place)
    if (first) return first
    if (await answers(place)) return null
    // What a process left that was killed. Of two starts that find it, one may move the other's fresh socket: that goes back.
    const moved = `${place}.${process.pid}`
    const isMine = await rename(place, moved).then(
      () => true,
      () => false,
    )
    if (isMine && (await answers(moved))) {
      await rename(moved, place)
      return null
    }
    if (isMine) await rm(moved, { force: true })
    return await listenAt(place)
  } catch {
    return () => {}
  }
}

/** On Windows there are no socket files: a named pipe goes with its process. */
const isPipe = process.platform === 'win32'
/** Bytes of a socket's path, with room for a process id: past 104 some systems bind a place of a shorter name. */
const MAX_PATH = 90

function placeOf(dir: string): string {
  if (!isPipe) return join(dir, 'held')
  return `\\\\.\\pipe\\lectern-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 32)}`
}

/** Null where the place is taken. */
async function listenAt(place: string): Promise<Dispose | null> {
  const server = createServer((socket) => socket.destroy()).unref()
  try {
    await happens(server.listen(place), 'listening')
    server.on('error', () => {}) // a knock that cannot be taken is none of its harm
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
