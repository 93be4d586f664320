import { expect, test } from 'vitest'
import { scenes } from './scenes'

test('[EMPTY-1] an empty scene says in sentences what would stand here, and what to do for it', () => {
  for (const { empty } of scenes) {
    expect(empty.what).toMatch(/^(A|An|The|Every) .+[^.]\.$/)
    expect(empty.how).toMatch(/^(Put [\w./]+ .*into the data directory|Run [a-z ]+), or publish \w+\.$/)
  }
})
