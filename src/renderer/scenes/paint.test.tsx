import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Picture as Profiles } from './s07-attack-profiles/picture'
import { select as selectProfiles } from './s07-attack-profiles/select'
import { Picture as Scores } from './s09-model-scores/picture'
import { select as selectScores } from './s09-model-scores/select'
import { holding, NOW, stageFrame } from './testing/kit'

// All that a picture asks of a page here: a context to measure text in, of which there is none.
beforeAll(() => vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) }))
afterAll(() => vi.unstubAllGlobals())

const names = ['gbt', 'large model (v2)', '"quoted" \'twice\'', '100% right', 'back\\slash', '模型', '</svg>']
const profiles = selectProfiles(
  holding(
    'attack_profile',
    names.map((name) => ({ name, t: [0, 1], value: [0, 1] })),
  ),
  NOW,
)
const scores = selectScores(
  holding(
    'model_metric',
    names.map((model) => ({ model, macro_f1: 0.9, split: 'train' })),
  ),
  NOW,
)

test.each([
  ['profiles', <Profiles key="7" view={profiles} frame={stageFrame} />, 1],
  ['scores', <Scores key="9" view={scores} frame={stageFrame} />, 2],
])('[PAINT-1] a row has paint of its own, whatever it is called (%s)', (_, picture, paints) => {
  const markup = renderToStaticMarkup(picture)
  const used = [...markup.matchAll(/url\(#([^"]*)\)"/g)].map((match) => match[1] ?? '')
  const there = [...markup.matchAll(/<(?:linearGradient|pattern) id="([^"]*)"/g)].map((match) => match[1] ?? '')
  // In an unquoted url() a space, a bracket, a quote, a per cent or a backslash would end or change the name.
  for (const id of used) expect(id).toMatch(/^\w+$/)
  expect(used).toEqual(there)
  expect(new Set(used).size).toBe(paints * names.length)
})
