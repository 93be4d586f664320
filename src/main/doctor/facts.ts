import { readdir, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import { type FileSet, listFiles, stampOf } from '../feeders/files/watch'
import type { DataFiles, PortState } from './checks'
import type { Running } from './running'

/** Whether a server could listen there; `running` is the Lectern that answers at that port. */
export function tryPort(host: string, port: number, running: Running | null): Promise<PortState> {
  if (running) return Promise.resolve('lectern')
  return new Promise((done) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code === 'EADDRINUSE' ? 'taken' : 'unusable'))
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => server.close(() => done('free')))
  })
}

/** The data directory's files by kind, as the feeders find them. */
export function readDataFiles(dir: string, sets: readonly FileSet[]): Promise<DataFiles[]> {
  return Promise.all(
    sets.map(async (set) => {
      const { names } = await listFiles(dir, set)
      const stamps = await Promise.all(names.map((name) => stampOf(resolve(dir, name))))
      const times = stamps.flatMap((stamp) => (stamp ? [stamp.mtimeMs] : []))
      const name = set.kind === 'folder' ? `${set.folder}/` : set.names.join(' or ')
      return { name, count: times.length, modifiedAt: times.length > 0 ? Math.max(...times) : null }
    }),
  )
}

/** Free bytes where a directory is, or will be; null where that cannot be told. */
export async function freeBytes(dir: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(dir)
    return bavail * bsize
  } catch {
    const parent = dirname(dir)
    return parent === dir ? null : freeBytes(parent)
  }
}

/** The GPUs that Linux shows; null elsewhere. */
export async function renderNodes(platform: NodeJS.Platform): Promise<readonly string[] | null> {
  if (platform !== 'linux') return null
  const names = await readdir('/dev/dri').catch(() => [])
  return names.filter((name) => name.startsWith('renderD')).map((name) => `/dev/dri/${name}`)
}
