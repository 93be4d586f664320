import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { createStickyCache } from '../../shared/sticky-cache'
import { defaultRetention } from '../../shared/topics'
import type { Live } from '../connection/connection'
import { scenes } from '../scenes/scenes'
import { createDashboard } from '../store/dashboard'
import { SourceContext } from '../store/use-dashboard'
import { createViews } from '../store/views'
import { themes } from '../ui/palette'
import { layoutOf } from './layout'
import { createPreparations } from './preparations'
import { SceneView } from './scene-view'

const live: Live = {
  ...{ cache: createStickyCache(defaultRetention), complete: true, deck: null, gaps: 0, dropped: 0, clockOffsetMs: 0 },
  link: { phase: 'open', transport: 'ws', reconnects: 0 },
}
const frames = { requestFrame: () => () => {} }
const store = createDashboard({ read: () => live, clock: fakeClock(), frames })
const source = { store, views: createViews() }
const look = {
  layout: layoutOf({ width: 1280, height: 720 }, 'stage'),
  theme: themes.dark,
  preparations: createPreparations(),
}

// What is inside an image is told to nobody, and its buttons could be reached but not heard.
test('[STAGE-10] a scene is an image, described by its facts; one with buttons in it is a group', () => {
  const roots = scenes.map((scene) => {
    const markup = renderToStaticMarkup(
      <SourceContext value={source}>
        <SceneView scene={scene} {...look} interactive still />
      </SourceContext>,
    )
    expect(markup).toMatch(/^<section [^>]*aria-label="[^"]+" aria-describedby="[^"]+"/)
    return [scene.n, /^<section [^>]*role="(\w+)"/.exec(markup)?.[1]]
  })
  expect(roots).toEqual(scenes.map(({ n }) => [n, n === 11 ? 'group' : 'img']))
})
