/** The program's own arguments: without what started it, and without what Chromium was given before it. Started from a desktop, it presents. */
export function argumentsOf(argv: readonly string[], packaged: boolean): string[] {
  const [, ...rest] = argv
  const script = packaged ? -1 : rest.findIndex((argument) => !argument.startsWith('-'))
  const own = rest.slice(script + 1)
  return own.some((argument) => !argument.startsWith('-')) ? own : ['present', ...own]
}

/** The state directory that the arguments name; undefined where they name none. Read before anything else: Electron keeps its own files there. */
export function stateArgument(args: readonly string[]): string | undefined {
  const at = args.lastIndexOf('--state')
  if (at >= 0) return args[at + 1]
  return args.findLast((argument) => argument.startsWith('--state='))?.slice('--state='.length)
}
