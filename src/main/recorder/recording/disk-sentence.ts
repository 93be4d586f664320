import { dirname } from 'node:path'

/** Why a recording cannot go on, in words; null where the file was taken away. */
export function diskSentence(error: unknown): string {
  if (error === null) return 'its file or directory was taken away'
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full'
    case 'EROFS':
      return 'the disk is read-only'
    case 'EACCES':
    case 'EPERM':
      return `you may not write into ${dirOf(error) ?? 'its directory'}`
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such directory'
    case 'EEXIST':
      return 'there is such a file already'
    default:
      return `the disk refuses (${code})`
  }
}

/** Where a file, or a directory, could not be made; null where the system does not say. */
function dirOf(error: unknown): string | null {
  return error instanceof Error && 'path' in error ? dirname(String(error.path)) : null
}
