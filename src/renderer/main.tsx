import '../shared/no-eval' // first: before any schema is made
import './ui/base.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { systemClock } from '../shared/clock'
import { readPage } from './boot'
import { fetchSnapshot, lineOf } from './boot-line'
import { firstNavigation } from './deck/use-navigation'
import { scenes } from './scenes/scenes'
import { createPreparations } from './stage/preparations'
import { Stage } from './stage/stage'
import { createDashboard } from './store/dashboard'
import { animationFrames } from './store/frames'
import { SourceContext } from './store/use-dashboard'
import { createViews } from './store/views'

/** The picture waits so long for what belongs into its first frame, and then comes with what is there. */
const FIRST_FRAME_MS = 1_500

const snapshot = fetchSnapshot()
const page = readPage(document.getElementById('boot')?.textContent ?? null, location.search, scenes)
document.documentElement.dataset.theme = page.theme
document.title = page.title

const line = lineOf(page, systemClock, () => store.changed())
const store = createDashboard({ read: line.read, clock: systemClock, frames: animationFrames })
const preparations = createPreparations()

const received = snapshot.then((body) => {
  if (body) line.begin(body)
  line.start()
  store.flush()
})

const first = received.then(() => {
  const { cache, deck } = store.getState()
  const at = firstNavigation(
    page.talk.map(({ n }) => n),
    page.pinned,
    deck,
  )
  const visible = page.talk.filter(({ n }) => at.mode === 'overview' || n === at.scene)
  return Promise.all(visible.map((scene) => preparations.prepare(scene, cache)))
})

const fonts = document.fonts.load("16px 'Inter Variable'", 'a0').catch(() => [])

const deadline = new Promise((resolve) => systemClock.after(FIRST_FRAME_MS, () => resolve(null)))

void Promise.race([Promise.all([first, fonts]), deadline]).then(() => {
  const container = document.getElementById('root')
  if (!container) throw new Error('index.html has no #root')
  store.flush()
  store.tick()
  // In one go: what the browser paints first is the whole picture.
  flushSync(() =>
    createRoot(container).render(
      <SourceContext value={{ store, views: createViews() }}>
        <Stage page={page} preparations={preparations} />
      </SourceContext>,
    ),
  )
})
