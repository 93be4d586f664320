import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Clock } from '../shared/clock'
import { Locked } from './audience/locked'
import { Unloaded } from './audience/unloaded'
import type { Page } from './boot'
import { firstSnapshot, lineOf } from './boot-line'
import { postCommand } from './deck/commands'
import { navigationAt } from './deck/navigation'
import { createNotices } from './deck/notices'
import { NoticesContext } from './deck/notices-context'
import { createPilot } from './deck/pilot'
import { PilotContext } from './deck/use-deck'
import { fonts } from './head-start'
import { watchRenewal } from './renewal'
import { createPreparations } from './stage/preparations'
import { Stage } from './stage/stage'
import { createDashboard } from './store/dashboard'
import { animationFrames } from './store/frames'
import { SourceContext } from './store/use-dashboard'
import { createViews } from './store/views'

/** The picture waits so long for what belongs into its first frame, and then comes with what is there. */
const FIRST_FRAME_MS = 1_500
/** A snapshot that has not come by then is waited for no longer: the stream brings all of it too. */
const SNAPSHOT_MS = 4_000

/** Connects the page, and draws it when what belongs into its first frame is there. `refused` is why its token was not taken. */
export function showPage(page: Page, clock: Clock, refused: string | null): void {
  const mount = createRoot(rootElement())
  const presents = page.role === 'presenter' || page.view !== 'presenter'
  if (page.role === null || !presents) {
    mount.render(<Locked view={page.view} refused={refused} />)
    return
  }

  const line = lineOf(page, clock, () => store.changed())
  const store = createDashboard({ read: line.read, clock, frames: animationFrames })
  const preparations = createPreparations()
  const notices = createNotices(clock)
  const talk = page.talk.map(({ n }) => n)
  const view = loadView(page)
  const pilot = page.commands
    ? createPilot({
        ...{ told: () => store.getState().deck, send: postCommand, talk, clock, failed: notices.say },
        now: () => clock.now() + store.getState().clockOffsetMs,
      })
    : null
  if (pilot) store.subscribe(pilot.heard)

  const overdue = new Promise<null>((resolve) => clock.after(SNAPSHOT_MS, () => resolve(null)))
  const received = Promise.race([firstSnapshot(), overdue]).then((body) => {
    if (body) line.begin(body)
    store.flush()
  })
  const first = received.then(() => {
    const { cache, deck } = store.getState()
    const place = {
      scene: page.pinned ?? deck?.payload.scene ?? 0,
      overview: !page.pinned && deck?.payload.overview === true,
    }
    const at = navigationAt(place, talk)
    const visible = page.talk.filter(({ n }) => at.mode === 'overview' || n === at.scene)
    return Promise.all(visible.map((scene) => preparations.prepare(scene, cache)))
  })
  const deadline = new Promise((resolve) => clock.after(FIRST_FRAME_MS, () => resolve(null)))

  const source = { store, views: createViews() }
  const draw = (View: typeof Stage | null) =>
    // In one go: what the browser paints first is the whole picture.
    flushSync(() =>
      mount.render(
        <SourceContext value={source}>
          <PilotContext value={pilot}>
            <NoticesContext value={notices}>
              {View ? <View page={page} preparations={preparations} /> : <Unloaded />}
            </NoticesContext>
          </PilotContext>
        </SourceContext>,
      ),
    )
  const drawn = Promise.race([Promise.all([first, fonts()]), deadline]).then(async () => {
    const inTime = await Promise.race([view, overdue])
    store.flush()
    store.tick()
    draw(inTime)
    if (inTime) return
    const late = await view
    if (late) draw(late)
  })
  // The stream goes on from the snapshot, and is no part of the first frame; for a view that does not come it does not wait.
  void Promise.race([drawn, overdue]).then(async () => {
    await received
    line.start()
    watchRenewal(store, clock, Math.random)
  })
}

/** The presenter's view is a chunk of its own: the stage and the audience do not pay for it. Null where it cannot be had. */
function loadView({ view }: Page): Promise<typeof Stage | null> {
  if (view !== 'presenter') return Promise.resolve(Stage)
  return import('./presenter/presenter').then(
    ({ Presenter }) => Presenter,
    () => null,
  )
}

function rootElement(): HTMLElement {
  const container = document.getElementById('root')
  if (!container) throw new Error('index.html has no #root')
  return container
}
