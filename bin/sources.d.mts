export function digestOfSources(root: string): string
export function digestFile(root: string): string
