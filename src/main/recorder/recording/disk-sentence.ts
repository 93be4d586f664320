/** Why a recording cannot go on, in words; null where the file was taken away. */
export function diskSentence(error: unknown): string {
  if (error === null) return 'its file or directory was taken away'
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full'
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'the disk may not be written'
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such directory'
    case 'EEXIST':
      return 'there is such a file already'
    default:
      return `the disk refuses (${code})`
  }
}
