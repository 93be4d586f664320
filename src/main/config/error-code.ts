/** Why the system refused, as its code (`EACCES`); of an error without one, its sentence. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  return 'code' in error ? String(error.code) : error.message
}
