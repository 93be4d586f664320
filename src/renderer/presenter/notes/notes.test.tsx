import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Notes } from './notes'

it('[NOTES-5] notes that have not come are not called none', () => {
  const html = (script: Parameters<typeof Notes>[0]['script']) =>
    renderToStaticMarkup(<Notes script={script} scene={9} />)
  expect(html([{ scene: 9, notes: 'Read the bars' }])).toContain('Read the bars')
  expect(html([{ scene: 9 }])).toContain('No notes for this scene')
  expect(html([])).toContain('have not come yet')
})
