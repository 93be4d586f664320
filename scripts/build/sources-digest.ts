import { writeFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { digestFile, digestOfSources } from '../../bin/sources.mjs'

/** Leaves the digest of its sources with a build that is complete, for the launcher: the last plugin of the last part. */
export function sourcesDigest(root: string): Plugin {
  // Taken before anything is built: what is edited meanwhile may be in the build or not.
  const digest = digestOfSources(root)
  return {
    name: 'lectern:sources-digest',
    apply: 'build',
    closeBundle: {
      order: 'post',
      handler(error) {
        if (!error) writeFileSync(digestFile(root), `${digest}\n`)
      },
    },
  }
}
