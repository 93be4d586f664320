import { readdir, stat, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { DataFiles, PortState } from './checks'

/** What a running server says of itself, as far as it is looked at. */
const healthSchema = z.object({
  epoch: z.string(),
  sticky: z.object({ live_detection: z.object({ age_s: z.number().nullable() }) }),
})
export type Health = z.infer<typeof healthSchema>

/** The health of a Lectern at this address; null where there is none. */
export async function readHealth(url: string): Promise<Health | null> {
  try {
    const response = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(2_000) })
    return healthSchema.parse(await response.json())
  } catch {
    return null
  }
}

/** Whether a server could listen there; `health` is what answers at that port. */
export function tryPort(host: string, port: number, health: Health | null): Promise<PortState> {
  if (health) return Promise.resolve('lectern')
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE' ? 'taken' : 'unusable'))
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => server.close(() => resolve('free')))
  })
}

/** The data directory's files by kind. */
export async function readDataFiles(dir: string, embedding: string | undefined): Promise<DataFiles[]> {
  const folder = async (name: string, pattern: RegExp) => {
    const names = await readdir(join(dir, name)).catch(() => [])
    return measure(
      `${name}/`,
      names.filter((file) => pattern.test(file)).map((file) => join(dir, name, file)),
    )
  }
  return Promise.all([
    measure(embedding ?? 'knn_v1.parquet', [join(dir, embedding ?? 'knn_v1.parquet')]),
    folder('models', /\.json$/),
    measure('index.jsonl', [join(dir, 'index.jsonl')]),
    folder('host_counts', /\.json$/),
    folder('attack_profiles', /\.json$/),
    folder('predictions', /\.jsonl$/),
  ])
}

async function measure(name: string, files: readonly string[]): Promise<DataFiles> {
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => null,
      ),
    ),
  )
  const there = times.filter((time) => time !== null)
  return { name, count: there.length, modifiedAt: there.length > 0 ? Math.max(...there) : null }
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
